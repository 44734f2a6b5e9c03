import { type Refusal, refuse } from "~/domain/refusal";
import type { Collection } from "~db/collection/client";
import { budgets, forgetTries, takeTry } from "~db/collection/limits";
import { noteCounted } from "~db/collection/notes";
import { passwordOf } from "~db/collection/people/persons";

/** An account whose owner shows by her password that it is she, without signing in. */
export type Asked = { id: number; email: string };

/** Takes a try out of the same budget as a sign-in. @returns the hash to compare with; null = she has no password */
export function beginProof(db: Collection, { id, email }: Asked, now: string): { hash: string | null } | Refusal {
  return db.transaction(
    (tx) => {
      const wait = takeTry(tx, budgets.signInAccount, email, now);
      if (wait) return refuse("too-many", { minutes: wait.waitMinutes, by: "account" });
      return { hash: passwordOf(tx, id) ?? null };
    },
    { behavior: "immediate" },
  );
}

/** Gives the tries back after the right password; notes a wrong one as a failed sign-in. */
export function completeProof(db: Collection, { id, email }: Asked, right: boolean, now: string): void {
  if (right) db.transaction((tx) => forgetTries(tx, budgets.signInAccount, email), { behavior: "immediate" });
  else noteCounted(db, { by: null, now }, { action: "sign-in.failed", subject: `person/${id}` });
}

import { type Refusal, refuse } from "~/domain/refusal";
import type { Collection } from "~db/collection/client";
import { addMinutes } from "~db/collection/instant";
import { budgets, takeTry } from "~db/collection/limits";
import { type Challenge, insertChallenge, takeChallenge } from "~db/collection/people/factors";

/** A challenge lives five minutes. @source facts/auth.md §2 */
const lifeMinutes = 5;

/** Keeps what a browser is asked to sign; so many from one address. Nothing is done by it, so the audit is not told. */
export function keepChallenge(
  db: Collection,
  asked: Pick<Challenge, "challenge" | "purpose" | "person"> & { address: string },
  now: string,
): null | Refusal {
  return db.transaction(
    (tx) => {
      const { address, ...challenge } = asked;
      const wait = takeTry(tx, budgets.challengeAddress, address, now);
      if (wait) return refuse("too-many", { minutes: wait.waitMinutes });
      insertChallenge(tx, { ...challenge, expiresAt: addMinutes(now, lifeMinutes) }, now);
      return null;
    },
    { behavior: "immediate" },
  );
}

/**
 * Uses a challenge up, right answer or wrong.
 * @returns was it asked, for this purpose and person, within five minutes?
 */
export function spendChallenge(
  db: Collection,
  asked: Pick<Challenge, "challenge" | "purpose" | "person">,
  now: string,
): boolean {
  return db.transaction(
    (tx) => {
      const known = takeChallenge(tx, asked.challenge);
      return (
        known !== undefined && known.expiresAt > now && known.purpose === asked.purpose && known.person === asked.person
      );
    },
    { behavior: "immediate" },
  );
}

import type { AppLoadContext } from "@remix-run/node";
import { collectionOf, instant } from "~/collection.server";
import { readLinkSecret } from "~/domain/people/link";
import { isRefusal, type Refusal, refuse } from "~/domain/refusal";
import { actorOf, secretHash } from "~/session.server";
import { isPassword } from "~/threads/password-hash.server";
import { beginProof, completeProof } from "~/workflows/people/proof.server";
import type { Person } from "~db/collection/people/persons";

/** Hash of the secret in an address as a mail program hands it over; null = the secret is not whole. */
export function linkHash(param: string | undefined): string | null {
  const secret = readLinkSecret(param);
  return secret === null ? null : secretHash(secret);
}

/** Has the owner of this account shown that it is she: by her session here, or by her password typed now? */
export async function proveOwner(
  request: Request,
  context: AppLoadContext,
  owner: Person,
  password: string,
): Promise<{ person: number } | Refusal> {
  if (actorOf(request, context)?.person === owner.id) return { person: owner.id };
  // Nothing typed is no try: a scanner that presses the button uses nobody's budget up.
  if (password === "") return refuse("wrong-credentials");
  const db = collectionOf(context);
  const begun = beginProof(db, owner, instant());
  if (isRefusal(begun)) return begun;
  const right = await isPassword(begun.hash, password);
  completeProof(db, owner, right, instant());
  return right ? { person: owner.id } : refuse("wrong-credentials");
}

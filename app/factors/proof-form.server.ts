import type { Env } from "~/env.server";
import { isPassword } from "~/threads/password-hash.server";
import { spendChallenge } from "~/workflows/people/factors/challenges.server";
import type { Proof } from "~/workflows/people/factors/proofs.server";
import type { Collection } from "~db/collection/client";
import { passkeyById } from "~db/collection/people/factors";
import { passwordOf } from "~db/collection/people/persons";
import type { Session } from "~db/collection/people/sessions";
import { challengeIn, parsePasskeyAnswer, partyOf, verifyProof } from "./passkeys.server";
import { proofFields } from "./proof-fields";

type Where = { db: Collection; env: Pick<Env, "APP_ORIGIN">; now: string };

/**
 * What a form shows as proof of the person of a session; the first field that is filled in counts. A password is looked at
 * only where she has no second factor.
 */
export async function proofIn(form: FormData, { actor: { person }, hasFactor }: Session, where: Where): Promise<Proof> {
  const text = (name: keyof typeof proofFields) => String(form.get(proofFields[name]) ?? "").slice(0, 8_000);
  if (text("answer") !== "") {
    const signed = await signatureIn(text("answer"), { purpose: "prove", person }, where);
    return signed === null ? { by: "none" } : { by: "passkey", ...signed };
  }
  if (text("recovery") !== "") return { by: "recovery", code: text("recovery") };
  if (hasFactor) return { by: "totp", code: text("code") };
  return { by: "password", right: await isPassword(passwordOf(where.db, person) ?? null, text("password")) };
}

/** Does a form show any proof? */
export function hasProof(form: FormData): boolean {
  return Object.values(proofFields).some((name) => String(form.get(name) ?? "") !== "");
}

/**
 * Checks what a browser signed with a passkey: that it was asked (once, now, for this), and the signature.
 * @returns the passkey and its count; null when anything is wrong
 */
export async function signatureIn(
  text: string,
  asked: { purpose: "sign-in" | "prove"; person: number | null },
  { db, env, now }: Where,
): Promise<{ id: string; counter: number } | null> {
  const answer = parsePasskeyAnswer(text);
  const challenge = answer && challengeIn(answer);
  if (!answer || !challenge || !spendChallenge(db, { challenge, ...asked }, now)) return null;
  const known = passkeyById(db, answer.id);
  if (!known) return null;
  const right = await verifyProof(partyOf(env.APP_ORIGIN), { answer, challenge }, known.publicKey);
  return right && { id: known.id, counter: right.counter };
}

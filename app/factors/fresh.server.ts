import type { AppLoadContext } from "@remix-run/node";
import { type AddressName, wantsFresh } from "~/addresses";
import { collectionOf, instant } from "~/collection.server";
import { freshMinutes, isFresh } from "~/domain/people/session";
import { type Refusal, refuse } from "~/domain/refusal";
import { statusOf } from "~/http.server";
import { browserOf, doorMode, standingOfRequest, wayIn } from "~/session.server";
import { proveAgain } from "~/workflows/people/factors/steps.server";
import type { Collection } from "~db/collection/client";
import { addMinutes } from "~db/collection/instant";
import { passkeysOf, recoveryCodesLeft, totpOf } from "~db/collection/people/factors";
import { type ProofTrouble, proofFields, type Ways } from "./proof-fields";
import { hasProof, proofIn } from "./proof-form.server";

/** The refusal of an act that wants a fresh proof: with the form as it was sent, so that it is done once she has proved it. */
export type NotFresh = Refusal & { fields: [string, string][]; ways: Ways; trouble: ProofTrouble | null };

/**
 * Lets an intent of an address pass that wants a fresh proof of who asks, or throws the page that asks for it. That page
 * carries the form in hidden fields; sent again with a proof, it is checked here and the act goes on: nothing is typed twice.
 *
 * Asked of whoever has a second factor, and in live mode of everybody. To be called after `requireActor`.
 * @throws Response  401 with `NotFresh`
 * @source OWASP ASVS 5.0.0 §7.5.1; facts/auth.md §3
 */
export async function requireFresh(
  { request, context }: { request: Request; context: AppLoadContext },
  name: AddressName,
  form: FormData,
): Promise<void> {
  if (!wantsFresh(name, String(form.get("intent") ?? ""))) return;
  const found = standingOfRequest(request, context);
  if (found === null) throw wayIn(request, context);
  const { session, idHash } = found;
  const mode = doorMode(context.env);
  const now = instant();
  if (!session.hasFactor && !mode.live) return;
  if (isFresh(session.provenAt, addMinutes(now, -freshMinutes))) return;
  const db = collectionOf(context);
  const { person } = session.actor;
  let trouble: ProofTrouble | null = null;
  if (hasProof(form)) {
    const proof = await proofIn(form, session, { db, env: context.env, now });
    const browser = browserOf(request.headers.get("Cookie"), context.env).hash;
    const refused = proveAgain(db, { idHash, proof, browser }, mode, now);
    if (refused === null) return;
    trouble = troubleOf(refused);
  }
  const own: readonly string[] = Object.values(proofFields);
  const fields = [...form].filter(([key]) => !own.includes(key)).map(([key, value]) => [key, String(value)]);
  const refusal = refuse("not-fresh");
  const body = { ...refusal, fields: fields as [string, string][], ways: waysOf(db, person), trouble };
  throw Response.json(body satisfies NotFresh, { status: statusOf(refusal), headers: { "Cache-Control": "no-store" } });
}

/** How a person may prove who she is. */
export function waysOf(db: Collection, person: number): Ways {
  const totp = totpOf(db, person) !== undefined;
  const passkey = passkeysOf(db, person).length > 0;
  return { totp, passkey, recovery: recoveryCodesLeft(db, person) > 0, password: !totp && !passkey };
}

/** What is told of a refused proof. */
export function troubleOf(refusal: Refusal): ProofTrouble {
  return refusal.refusal === "too-many"
    ? { why: "too-many", minutes: Number(refusal.detail?.minutes ?? 15) }
    : { why: "wrong" };
}

import type { ActionFunctionArgs } from "@remix-run/node";
import { collectionOf, instant } from "~/collection.server";
import { refuse } from "~/domain/refusal";
import { askToEnrol, askToProve, partyOf } from "~/factors/passkeys.server";
import { formOf, orThrow, refusalResponse } from "~/http.server";
import { standingOfRequest } from "~/session.server";
import { keepChallenge } from "~/workflows/people/factors/challenges.server";
import { passkeysOf } from "~db/collection/people/factors";

/**
 * What a browser is asked to sign with a passkey: to sign in, whoever she is; to prove again who she is; to make a new one.
 * The answer comes with the form of the page.
 */
export async function action({ request, context }: ActionFunctionArgs) {
  const intent = (await formOf(request)).get("intent");
  const db = collectionOf(context);
  const party = partyOf(context.env.APP_ORIGIN);
  const kept = (challenge: string, purpose: "sign-in" | "prove" | "enrol", person: number | null) =>
    orThrow(keepChallenge(db, { challenge, purpose, person, address: context.address }, instant()));
  if (intent === "sign-in") {
    const options = await askToProve(party, []);
    kept(options.challenge, "sign-in", null);
    return answer(options);
  }
  if (intent !== "prove" && intent !== "enrol") throw refusalResponse(refuse("bad-request"));
  const found = standingOfRequest(request, context);
  const wanted = intent === "prove" ? ["in", "second-step"] : ["in", "enrol"];
  if (!found || !wanted.includes(found.standing)) throw refusalResponse(refuse("not-signed-in"));
  const { person, email, name } = found.session.actor;
  const known = passkeysOf(db, person);
  const options =
    intent === "prove" ? await askToProve(party, known) : await askToEnrol(party, { id: person, email, name }, known);
  kept(options.challenge, intent, person);
  return answer(options);
}

const answer = (options: object) => Response.json(options, { headers: { "Cache-Control": "no-store" } });

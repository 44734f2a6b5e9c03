import type { ActionFunctionArgs } from "@remix-run/node";
import { collectionOf, instant } from "~/collection.server";
import { refuse } from "~/domain/refusal";
import { formOf, orThrow, refusalResponse } from "~/http.server";
import { parseSubmissionKey } from "~/pages/collect/submission-key.server";
import { requireActor } from "~/session.server";
import { leaveOff } from "~/workflows/places.server";

/** Remembers where the person is, told by the fill page when she moves on. */
export async function action({ request, params, context }: ActionFunctionArgs) {
  const key = parseSubmissionKey(params);
  if (!key) throw refusalResponse(refuse("not-found"));
  const actor = requireActor(request, context, "collect.see", { country: key.country });
  const path = String((await formOf(request)).get("path") ?? "");
  orThrow(leaveOff(collectionOf(context), { ...key, path }, { by: actor.person, now: instant() }));
  return new Response(null, { status: 204 });
}

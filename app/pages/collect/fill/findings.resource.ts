import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { collectionOf, instant } from "~/collection.server";
import { servedBy } from "~/domain/check/findings-of";
import { decide } from "~/domain/people/access";
import { isRefusal, refuse } from "~/domain/refusal";
import { sectionOf } from "~/domain/submission/submit-path";
import { formOf, refusalResponse } from "~/http.server";
import { parseLang } from "~/i18n/messages";
import { parseSubmissionKey } from "~/pages/collect/submission-key.server";
import { requireActor } from "~/session.server";
import { giveReason } from "~/workflows/submissions/submissions.server";
import { sectionWindow } from "~/workflows/submissions/window.server";
import { stateOf } from "~db/collection/submissions/submissions";
import { readFill } from "../fill-reading.server";
import { findingsOfSection } from "./findings.server";

/* What the checks say of a section while it is filled in, and the reasons a country gives. For scripts of the fill page. */

export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const key = parseSubmissionKey(params);
  if (!key) throw refusalResponse(refuse("not-found"));
  requireActor(request, context, "answer.read", { country: key.country, roundId: key.round });
  const section = new URL(request.url).searchParams.get("section") ?? "";
  return Response.json(findingsOfSection(collectionOf(context), key, section), {
    headers: { "Cache-Control": "no-store" },
  });
}

export async function action({ request, params, context }: ActionFunctionArgs) {
  const lang = parseLang(params.lang);
  const key = parseSubmissionKey(params);
  if (!lang || !key) throw refusalResponse(refuse("not-found"));
  // Before anything is read: who may write nothing here learns nothing, not even which sections there are.
  const asking = requireActor(request, context, "answer.write", { country: key.country });
  const db = collectionOf(context);
  const now = instant();
  const form = await formOf(request);
  const text = (name: string) => String(form.get(name) ?? "");
  const reading = readFill(db, key);
  const section = reading && sectionOf(reading.questionnaire, text("at"));
  if (!reading || section === null) throw refusalResponse(refuse("not-found"));
  const at = text("at");
  // A delegation names figures or a whole section.
  const own = decide(asking, "answer.write", { country: key.country, roundId: key.round, path: at }).allowed;
  const actor = requireActor(request, context, "answer.write", {
    country: key.country,
    round: sectionWindow(db, reading, section, now),
    state: stateOf(reading.submission, section),
    path: own ? at : section,
    roundId: key.round,
  });
  const said = text("serves");
  const serves = said === "row" || said === "table" ? said : "figure";
  // What the rule compares is the rule's to say; the page's word stands for a finding that is gone meanwhile.
  const findings = findingsOfSection(db, key, section).map(({ finding }) => finding);
  const shown = { check: text("check"), at, related: form.getAll("related").map(String) };
  const found = findings.find((finding) => finding.check === shown.check && finding.at === at);
  const outcome = giveReason(
    db,
    {
      ...key,
      finding: found ? servedBy(found, serves, findings) : shown,
      serves,
      lang,
      reason: text("reason"),
    },
    { by: actor.person, now },
  );
  if (isRefusal(outcome)) return refusalResponse(outcome);
  return Response.json(findingsOfSection(db, key, section));
}

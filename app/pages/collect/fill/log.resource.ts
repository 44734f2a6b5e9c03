import type { LoaderFunctionArgs } from "@remix-run/node";
import { collectionOf } from "~/collection.server";
import { locate } from "~/domain/questionnaire/answers";
import { refuse } from "~/domain/refusal";
import { refusalResponse } from "~/http.server";
import { parseSubmissionKey } from "~/pages/collect/submission-key.server";
import { requireActor } from "~/session.server";
import type { LoggedChange } from "~/survey/fill/data";
import { changesOfPath } from "~db/collection/answers";
import { readFill } from "../fill-reading.server";

/**
 * Who changed one answer to what and when, `?path=deaths_total`, newest first. For scripts of the fill page. A personal
 * answer has no log here: what it was before is nobody's to read.
 */
export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const key = parseSubmissionKey(params);
  if (!key) throw refusalResponse(refuse("not-found"));
  requireActor(request, context, "answer.read", { country: key.country, roundId: key.round });
  const db = collectionOf(context);
  const reading = readFill(db, key);
  const path = new URL(request.url).searchParams.get("path") ?? "";
  const question = reading && locate(reading.questionnaire, path)?.question;
  if (!reading || !question || question.personal) throw refusalResponse(refuse("not-found"));
  const changes = reading.submission ? changesOfPath(db, reading.submission.id, path) : [];
  const log: LoggedChange[] = changes.map(({ seq, value, reason, by, at }) => ({ seq, value, reason, by, at }));
  return Response.json(log.reverse(), { headers: { "Cache-Control": "no-store" } });
}

import type { LoaderFunctionArgs } from "@remix-run/node";
import { collectionOf } from "~/collection.server";
import { isRefusal, refuse } from "~/domain/refusal";
import { refusalResponse } from "~/http.server";
import { parseSubmissionKey } from "~/pages/collect/submission-key.server";
import { releaseOf } from "~/release.server";
import { requireActor } from "~/session.server";
import { readDictionary } from "~db/collection/dictionary";
import { readFill } from "../fill-reading.server";
import { historyOfFigure } from "./history.server";

/** The past of one figure, `?path=deaths_total`: what the drawer of the fill page draws. For scripts of that page. */
export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const key = parseSubmissionKey(params);
  if (!key) throw refusalResponse(refuse("not-found"));
  requireActor(request, context, "answer.read", { country: key.country, roundId: key.round });
  const db = collectionOf(context);
  const reading = readFill(db, key);
  const path = new URL(request.url).searchParams.get("path") ?? "";
  const release = releaseOf(context.env.releasesFolder);
  const history =
    reading &&
    historyOfFigure(db, reading, path, {
      dictionary: readDictionary(db),
      release: isRefusal(release) ? null : release,
    });
  if (!history) throw refusalResponse(refuse("not-found"));
  return Response.json(history, { headers: { "Cache-Control": "no-store" } });
}

import type { LoaderFunctionArgs } from "@remix-run/node";
import { collectionOf, instant } from "~/collection.server";
import { guard, toText } from "~/exports/csv";
import { langOf } from "~/http.server";
import { requireActor } from "~/session.server";
import { auditLines } from "~db/collection/audit-lines";
import { noteLine } from "~db/collection/notes";
import { namesOf } from "~db/collection/people/persons";
import { auditAsked, auditFilter } from "./audit-filter.server";

/** Lines of one file at most; narrower filters give the rest. */
const mostLines = 100_000;

/** The lines a filter finds, as CSV with codes, and with seals, so that they can be compared with the audit later. */
export function loader({ request, params, context }: LoaderFunctionArgs) {
  const lang = langOf(params);
  const actor = requireActor(request, context, "audit.read");
  const db = collectionOf(context);
  const filter = auditFilter(auditAsked(new URL(request.url).searchParams));
  const lines = auditLines(db, filter, { most: mostLines });
  const names = namesOf(
    db,
    lines.flatMap(({ actor: by }) => (by === null ? [] : [by])),
  );
  const now = instant();
  noteLine(
    db,
    { by: actor.person, now },
    { action: "audit.export", subject: "audit", detail: { lines: lines.length } },
  );
  const records = lines.map(({ seq, at, actor: by, action, subject, detail, seal }) => [
    String(seq),
    at,
    by === null ? "" : String(by),
    by === null ? "" : guard(names.get(by) ?? ""),
    action,
    guard(subject),
    JSON.stringify(detail),
    seal ?? "",
  ]);
  const head = ["line", "at", "person", "name", "action", "subject", "detail", "seal"];
  return new Response(toText([head, ...records], lang), {
    headers: {
      "Content-Type": "text/csv; charset=utf-8",
      "Content-Disposition": `attachment; filename="audit-${now.slice(0, 10)}.csv"`,
    },
  });
}

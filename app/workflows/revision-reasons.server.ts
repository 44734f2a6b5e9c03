import { explain } from "~/domain/check/findings-of";
import { canonicalJson } from "~/domain/observation/canonical";
import { sha256 } from "~/workflows/sha256.server";
import { acceptedSections } from "~db/collection/accepted-sections";
import { answersOf } from "~db/collection/answers";
import { answersAt } from "~db/collection/answers-then";
import type { Collection } from "~db/collection/client";
import { type RevisionReason, revisionReasons } from "~db/collection/releases/origins";
import { eventsOf } from "~db/collection/submissions/events";
import { reasonsOf } from "~db/collection/submissions/reasons";

/**
 * Why values were changed, by `submission seq`, in the language it was said: with the change itself, else as the reason of
 * the warning that an old year changed, which is where the screens ask for it.
 *
 * Of a warning the reason counts that held when the section was submitted, for the figure it stands on, as long as that
 * figure is the same: a correction that carries it over carries its reason. Whether a person released it is another matter.
 * @param submission  of one submission only; null = of all with an accepted section
 */
export function reasonsOfRevisions(db: Collection, submission: number | null = null): Map<string, RevisionReason> {
  const ids =
    submission === null ? [...new Set(acceptedSections(db).map((accepted) => accepted.submission))] : [submission];
  const warned = ids.flatMap((id) => [...reasonsOfWarnings(db, id)]);
  return new Map([...warned, ...revisionReasons(db, submission)]);
}

function reasonsOfWarnings(db: Collection, submission: number): Map<string, RevisionReason> {
  const found = new Map<string, RevisionReason>();
  const submits = eventsOf(db, submission).flatMap((event) => {
    const { findings = [] } = event.detail;
    const revised = findings.filter(({ code }) => code === "revision-without-reason");
    return event.event === "submit" && revised.length > 0 ? [{ ...event, revised }] : [];
  });
  if (submits.length === 0) return found;
  const now = answersOf(db, submission);
  for (const event of submits) {
    const then = answersAt(db, event.submission, event.seq);
    const reasons = reasonsOf(db, event.submission).filter(({ at }) => at <= event.at);
    for (const { finding, reason, state } of explain(event.revised, reasons, { answers: then, hash: sha256 })) {
      const stands = now.get(finding.at);
      const isSame =
        stands !== undefined && canonicalJson(stands.value) === canonicalJson(then.get(finding.at) ?? null);
      if (state !== "given" || !reason || !isSame) continue;
      found.set(`${submission} ${stands.seq}`, { path: finding.at, lang: reason.lang, text: reason.reason });
    }
  }
  return found;
}

import { locate } from "~/domain/questionnaire/answers";
import { type Refusal, refuse } from "~/domain/refusal";
import { compiled } from "~/survey/questionnaire/compiled.server";
import type { Deed } from "~db/collection/audit";
import type { Collection } from "~db/collection/client";
import { keepPlace } from "~db/collection/places";
import { askedOf } from "~db/collection/submissions/asked";
import { readSubmission, type SubmissionKey } from "~db/collection/submissions/submissions";

/**
 * Remembers where a person left off, for "Continue with section 4.4". It is no answer and changes nothing of them, so it
 * leaves no line in the audit; a submission nobody has begun has no place yet.
 * @param path  of an answer, or the name of a section
 */
export function leaveOff(
  db: Collection,
  { path, ...key }: SubmissionKey & { path: string },
  deed: Deed & { by: number },
): { kept: boolean } | Refusal {
  return db.transaction(
    () => {
      const asked = askedOf(db, key.round, key.country);
      if (!asked) return refuse("not-found");
      const { questionnaire } = compiled(db, asked.questionnaire, asked.version);
      const known = questionnaire.sections.some(({ name }) => name === path) || locate(questionnaire, path) !== null;
      if (!known) return refuse("bad-request", { part: "path" });
      const submission = readSubmission(db, key);
      if (!submission) return { kept: false };
      keepPlace(db, { person: deed.by, submission: submission.id, path, at: deed.now });
      return { kept: true };
    },
    { behavior: "immediate" },
  );
}

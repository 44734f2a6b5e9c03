import type { Explained } from "~/domain/findings-of";
import { hiddenNow } from "~/survey/hidden-now";
import { explainSections, readStanding } from "~/workflows/submissions.server";
import type { Collection } from "~db/collection/client";
import type { SubmissionKey } from "~db/collection/submissions";

/**
 * What observe and check say of a section while it is filled in, with the reasons given. Settle runs on submit only, so
 * nothing is said here of what is missing; what a condition hides is left out here too.
 */
export function findingsOfSection(db: Collection, key: SubmissionKey, section: string): Explained[] {
  const standing = readStanding(db, key);
  if (!standing) return [];
  const { questionnaire, definition, asked } = standing;
  const answers = new Map([...standing.answers].map(([path, { value }]) => [path, value] as const));
  const hidden = [...hiddenNow(questionnaire, definition, { answers, parameters: asked.parameters })];
  return explainSections(db, standing, { sections: [section], settled: { findings: [], hidden } }).get(section) ?? [];
}

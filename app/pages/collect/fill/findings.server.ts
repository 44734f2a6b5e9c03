import type { Explained } from "~/domain/check/findings-of";
import { notAsked } from "~/survey/settle/not-asked";
import { explainSections, readStanding } from "~/workflows/submissions/submissions.server";
import type { Collection } from "~db/collection/client";
import type { SubmissionKey } from "~db/collection/submissions/submissions";

/**
 * What observe and check say of a section while it is filled in, with the reasons given. Settle runs on submit only, so
 * nothing is said here of what is missing; what a condition hides is left out here too.
 */
export function findingsOfSection(db: Collection, key: SubmissionKey, section: string): Explained[] {
  const standing = readStanding(db, key);
  if (!standing) return [];
  const hidden = [...notAsked(standing)];
  return explainSections(db, standing, { sections: [section], settled: { findings: [], hidden } }).get(section) ?? [];
}

import type { Observation } from "~/domain/observation/observation";
import { observeSection } from "~/domain/observation/observe";
import { parsePeriod } from "~/domain/observation/period";
import type { Questionnaire } from "~/domain/questionnaire/questionnaire";
import { sectionOf } from "~/domain/submission/submit-path";
import { compiledFor } from "~/survey/questionnaire/compiled.server";
import { acceptedSections, hiddenAtSubmit } from "~db/collection/accepted-sections";
import { answersOf, type StandingAnswer } from "~db/collection/answers";
import { type Deed, writeAudit } from "~db/collection/audit";
import type { Collection } from "~db/collection/client";
import { readDictionary } from "~db/collection/dictionary";
import { importIds } from "~db/collection/imports";
import {
  type ObservedSource,
  observedSources,
  removeObservations,
  replaceObservations,
} from "~db/collection/observations-write";
import { askedOf } from "~db/collection/submissions/asked";
import { submissionOfId } from "~db/collection/submissions/submissions";
import { projectImport } from "./imports-project.server";

export { projectImport };

/**
 * Projects the answers of an accepted section to observations, in the caller's transaction; what stood of it before is
 * replaced. Does not look at the section's state: whoever accepts calls it.
 * @param observed  what `observedOf` said in the same transaction, where it was asked already
 * @returns         whether anything changed
 * @throws          a submission or round that does not exist is a bug
 */
export function projectSection(
  db: Collection,
  submissionId: number,
  section: string,
  observed: readonly Observation[] = observedOf(db, submissionId, section),
): boolean {
  return replaceObservations(db, { submission: submissionId, section }, observed);
}

/**
 * What the answers of a section say now, as a projection would write it. Reads only.
 * @throws  a submission or round that does not exist is a bug
 */
export function observedOf(db: Collection, submissionId: number, section: string): Observation[] {
  return observedIn(db, submissionId, [section]).get(section)!;
}

/** What several sections of a submission say now, by section; what they share is read once. */
export function observedIn(
  db: Collection,
  submissionId: number,
  sections: readonly string[],
): Map<string, Observation[]> {
  const submission = submissionOfId(db, submissionId);
  const asked = submission && askedOf(db, submission.round, submission.country);
  if (!submission || !asked) throw new Error(`submission ${submissionId} is not asked by a round`);
  const referencePeriod = parsePeriod(asked.referencePeriod);
  if (!referencePeriod) throw new Error(`round ${asked.round} has no period: ${asked.referencePeriod}`);
  const { questionnaire } = compiledFor(db, asked);
  const dictionary = readDictionary(db);
  const questionsOf = (section: string) => questionnaire.sections.find(({ name }) => name === section)?.questions ?? [];
  const answers = answersBySection(questionnaire, answersOf(db, submissionId, sections.flatMap(questionsOf)));
  return new Map(
    sections.map((section) => [
      section,
      observeSection({
        questionnaire,
        dictionary,
        section,
        answers: answers.get(section) ?? new Map<string, StandingAnswer>(),
        hidden: hiddenAtSubmit(db, submissionId, section),
        area: submission.country,
        referencePeriod,
        submission: submissionId,
        revision: submission.revision,
      }),
    ]),
  );
}

/** Answers by the section their question stands in, each in the order it came. */
export function answersBySection(
  questionnaire: Questionnaire,
  answers: ReadonlyMap<string, StandingAnswer>,
): Map<string, Map<string, StandingAnswer>> {
  const sections = new Map<string, Map<string, StandingAnswer>>();
  for (const [path, answer] of answers) {
    const name = sectionOf(questionnaire, path);
    if (name === null) continue;
    const own = sections.get(name);
    if (own) own.set(path, answer);
    else sections.set(name, new Map([[path, answer]]));
  }
  return sections;
}

/** What a rebuild looked at and what differed; `changed` and `removed` are 0 when the projection was right. */
export type Rebuilt = { sections: number; imports: number; changed: number; removed: number };

/**
 * Recomputes every observation from the record (accepted sections, imports) in one transaction. Rows that are right stay
 * as they are, so a rebuild of a sound collection changes nothing, not even a row id.
 */
export function rebuild(db: Collection, deed: Deed): Rebuilt {
  return db.transaction(
    () => {
      const sections = acceptedSections(db);
      const imports = importIds(db);
      const rebuilt: Rebuilt = { sections: sections.length, imports: imports.length, changed: 0, removed: 0 };
      const right = new Set([...sections, ...imports.map((id) => ({ import: id }))].map(nameOf));
      for (const source of observedSources(db)) {
        if (right.has(nameOf(source))) continue;
        removeObservations(db, source);
        rebuilt.removed++;
      }
      for (const { submission, section } of sections) if (projectSection(db, submission, section)) rebuilt.changed++;
      for (const id of imports) if (projectImport(db, id)) rebuilt.changed++;
      if (rebuilt.changed + rebuilt.removed > 0) {
        writeAudit(db, deed, { action: "observations.rebuild", subject: "observations", detail: rebuilt });
      }
      return rebuilt;
    },
    { behavior: "immediate" },
  );
}

function nameOf(source: ObservedSource): string {
  return "import" in source ? `import ${source.import}` : `${source.submission} ${source.section}`;
}

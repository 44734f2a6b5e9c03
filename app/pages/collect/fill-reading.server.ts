import type { Dictionary, Lang } from "~/domain/dictionary/dictionary";
import { parsePeriod } from "~/domain/observation/period";
import { type Actor, mayWriteIn } from "~/domain/people/access";
import { standingValuesOf } from "~/domain/questionnaire/answers";
import { type Questionnaire, questionOf, type Section } from "~/domain/questionnaire/questionnaire";
import { delegatedTo } from "~/domain/submission/delegated";
import { type LastAccepted, lastAccepted } from "~/domain/submission/last-accepted";
import { type AcceptedRow, lastAcceptedRows } from "~/domain/submission/last-accepted-rows";
import { isBegun, progressOfSection } from "~/domain/submission/progress";
import { isWritable } from "~/domain/submission/submission";
import { openReturnOf } from "~/domain/submission/submit-replies";
import type { Closed, FillData, SectionLine } from "~/survey/fill/data";
import { compiledFor } from "~/survey/questionnaire/compiled.server";
import { notAsked } from "~/survey/settle/not-asked";
import { sectionWindow } from "~/workflows/submissions/window.server";
import { authoredAnswersOf } from "~db/collection/answers";
import type { Collection } from "~db/collection/client";
import { acceptedValues } from "~db/collection/observations";
import { type Asked, askedOf } from "~db/collection/submissions/asked";
import { eventsOf, openReasonsOf } from "~db/collection/submissions/events";
import { readSubmission, type Submission, type SubmissionKey, stateOf } from "~db/collection/submissions/submissions";

/* What the fill page and the collect home read: queries and domain functions put together, nothing is written. */

export type FillReading = {
  asked: Asked;
  submission: Submission | null;
  questionnaire: Questionnaire;
  definition: unknown;
  answers: ReturnType<typeof authoredAnswersOf>;
};

/** Reads a submission for filling; null when the round does not ask the country. Creates nothing. */
export function readFill(db: Collection, key: SubmissionKey): FillReading | null {
  const asked = askedOf(db, key.round, key.country);
  if (!asked) return null;
  const submission = readSubmission(db, key);
  if (!submission && key.number !== 1) return null;
  const { questionnaire, definition } = compiledFor(db, asked);
  const answers = submission ? authoredAnswersOf(db, submission.id) : new Map();
  return { asked, submission, questionnaire, definition, answers };
}

/** Sections of the task list with state and progress, in the order of the questionnaire. */
export function sectionLines(db: Collection, reading: FillReading, lang: Lang): SectionLine[] {
  const { submission, questionnaire, answers } = reading;
  const hidden = notAsked(reading);
  const answered = new Set(standingValuesOf(answers).keys());
  const events = submission ? eventsOf(db, submission.id) : [];
  const open = openReasonsOf(events, (section) => isWritable(stateOf(submission, section)));
  return questionnaire.sections.map((section) => {
    const progress = progressOfSection(questionnaire.questions, section, { answered, hidden });
    return {
      name: section.name,
      number: section.number,
      title: section.title[lang],
      shortTitle: section.shortTitle[lang],
      state: stateOf(submission, section.name),
      begun: isBegun(section, answered),
      known: progress.known,
      asked: progress.asked,
      figures: progress.figures,
      hidden: progress.hidden,
      reasons: open.get(section.name)?.length ?? 0,
      tables: section.tables.map((table, at) => ({
        name: table.name,
        title: table.title[lang],
        questions: table.questions,
        ...progress.tables[at]!,
      })),
    };
  });
}

/** Why a section cannot be changed by this person now; null = it can. */
export function closedFor(
  db: Collection,
  { asked, submission }: FillReading,
  section: Section,
  { actor, now }: { actor: Actor; now: string },
): Closed | null {
  const state = stateOf(submission, section.name);
  if (!isWritable(state)) return state === "submitted" || state === "accepted" ? state : "no-answer";
  const window = sectionWindow(db, { asked, submission }, section.name, now);
  if (window !== "open") return window === "scheduled" ? "scheduled" : "closed";
  const { country, round: roundId } = asked;
  return mayWriteIn(actor, section, { country, round: window, state, roundId }) ? null : "role";
}

/** What was delegated to the person in the round; null = she may write everywhere. */
export function delegatedIn(
  actor: Actor,
  { asked, questionnaire }: Pick<FillReading, "asked" | "questionnaire">,
  lang: Lang,
): FillData["delegated"] {
  const prefixes = delegatedTo(actor, { country: asked.country, roundId: asked.round });
  if (prefixes === null) return null;
  const titles = questionnaire.sections.map(({ name, questions }): [string, string[]] => {
    if (prefixes.includes(name)) return [name, []];
    const own = questions.filter((question) => prefixes.some((prefix) => questionOf(prefix) === question));
    return [name, own.map((question) => questionnaire.questions.get(question)?.title[lang] ?? question)];
  });
  return { prefixes, titles: Object.fromEntries(titles) };
}

/** What was accepted before: by path of a figure, and the rows of open tables, whose paths are new each time. */
export function acceptedBefore(
  db: Collection,
  { asked, questionnaire }: FillReading,
  dictionary: Dictionary,
): { values: Map<string, LastAccepted[]>; rows: Map<string, AcceptedRow[]> } {
  const referencePeriod = parsePeriod(asked.referencePeriod);
  if (!referencePeriod) return { values: new Map(), rows: new Map() };
  const points = [...acceptedValues(db, { area: asked.country }).values()].flatMap((one) => {
    const [first] = one.observations;
    if (!first) return [];
    const { indicator, unit, codes, lt, lo, hi, n } = first;
    return [{ ...one, indicator, unit, codes, lt, lo, hi, n }];
  });
  return {
    values: lastAccepted(questionnaire, points, { dictionary, referencePeriod }),
    rows: lastAcceptedRows(questionnaire, points, dictionary),
  };
}

/** Indicators of a questionnaire that count, with the unit they have where the questionnaire names none. */
export function countedIn({ items }: Questionnaire, { indicators }: Dictionary): [string, string][] {
  const used = new Set([...items.values()].map(({ indicator }) => indicator));
  return [...used].flatMap((code): [string, string][] => {
    const indicator = indicators.get(code);
    return indicator?.measure === "count" ? [[code, indicator.unit]] : [];
  });
}

/** The reasons a section came back with, and who returned it when; null when none of them waits. */
export function lastReturn(db: Collection, submission: Submission | null, section: string) {
  if (!submission || !isWritable(stateOf(submission, section))) return null;
  const event = openReturnOf(eventsOf(db, submission.id, section));
  return event ? { at: event.at, by: event.by, reasons: event.detail.reasons ?? [] } : null;
}

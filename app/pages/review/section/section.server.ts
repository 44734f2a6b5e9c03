import { explain } from "~/domain/check/findings-of";
import type { Lang } from "~/domain/dictionary/dictionary";
import { isProblem, parseFigure, reasonOf } from "~/domain/figure/figure";
import { observeSection } from "~/domain/observation/observe";
import { parsePeriod } from "~/domain/observation/period";
import { standingValuesOf } from "~/domain/questionnaire/answers";
import type { Questionnaire } from "~/domain/questionnaire/questionnaire";
import { type Shown, shownAnswers } from "~/domain/questionnaire/shown-answers";
import { type Refusal, refuse } from "~/domain/refusal";
import {
  byChange,
  byQuestion,
  type Said as FormerSaid,
  isChanged,
  type ReviewFigure,
  reviewFigures,
  vanishedFigures,
} from "~/domain/submission/review-figures";
import { isWritable } from "~/domain/submission/submission";
import { labelOf } from "~/domain/submission/submit-label";
import { sectionOf } from "~/domain/submission/submit-path";
import { figures as figureWords } from "~/i18n/figures";
import { publicTextWords } from "~/i18n/review/public-texts";
import { review } from "~/i18n/review/review";
import { formatWhen } from "~/i18n/when";
import { toReturnedLine } from "~/survey/questionnaire/returned-line";
import { valueText } from "~/survey/questionnaire/value-text";
import { notAsked } from "~/survey/settle/not-asked";
import { sha256 } from "~/workflows/sha256.server";
import { lastReasons } from "~/workflows/submissions/replies.server";
import { readStanding, type Standing } from "~/workflows/submissions/submissions.server";
import { hiddenAtSubmit } from "~db/collection/accepted-sections";
import { historyOf } from "~db/collection/answers";
import { answersAt } from "~db/collection/answers-then";
import type { Collection } from "~db/collection/client";
import { listCountries } from "~db/collection/countries";
import { readDictionary } from "~db/collection/dictionary";
import { type AcceptedValue, acceptedValues } from "~db/collection/observations";
import { eventsOf, type SectionEventLine } from "~db/collection/submissions/events";
import { reasonsOf } from "~db/collection/submissions/reasons";
import { type Submission, type SubmissionKey, stateOf } from "~db/collection/submissions/submissions";
import { labelInTable, type RowContext, toFigureRow, toHistory } from "./row.server";
import { rowAnchor } from "./rows";

export type ReviewOptions = { lang: Lang; now: string; order: "change" | "questionnaire"; all: boolean };

/** Few figures are shown whole; of many only those that changed. */
const fewFigures = 15;

/** Everything the review of one section shows, in words; `not-found` for what the round does not ask. */
export function readReview(
  db: Collection,
  { section, ...key }: SubmissionKey & { section: string },
  options: ReviewOptions,
) {
  const { lang, now } = options;
  const standing = readStanding(db, key);
  const found = standing?.questionnaire.sections.find(({ name }) => name === section);
  if (!standing || !found) return refuse("not-found");
  const { submission, asked } = standing;
  const country = listCountries(db).find(({ code }) => code === key.country)?.name[lang] ?? key.country;
  const events = submission ? eventsOf(db, submission.id, section) : [];
  const sent = events.findLast(({ event }) => event === "submit");
  const context = contextOf(db, standing, { section, sent, options });
  const hidden = hiddenOf(db, standing, section);
  const figures = figuresOf(db, standing, { section, hidden, events });
  const ordered = options.order === "change" ? byChange(figures) : figures;
  const answered = lastReasons(db, standing, section);
  const isAskedAbout = (path: string) => answered.some((reason) => reason.path !== null && isWithin(path, reason.path));
  const warnings = context.explained.filter(({ finding }) => finding.level === "warning");
  const warned = new Set(warnings.map(({ finding }) => finding.at));
  const changed = ordered.filter((figure) => isToRead(figure, warned) || isAskedAbout(figure.path));
  const showsAll = options.all || options.order === "questionnaire" || figures.length <= fewFigures;
  const rows = (showsAll ? ordered : changed).map((figure) => toFigureRow(figure, context));
  const shown = shownAnswers({ ...standing, section, hidden });
  const others = othersOf(standing, shown, context);
  return {
    key: { ...key, section },
    country,
    round: { title: asked.title[lang], referencePeriod: asked.referencePeriod },
    section: { number: found.number, title: found.title[lang], shortTitle: found.shortTitle[lang] },
    state: stateOf(submission, section),
    isStarted: submission?.sections.has(section) ?? false,
    revision: submission?.revision ?? 1,
    sectionSeq: submission?.sections.get(section)?.seq ?? 0,
    sent: sent ? { when: formatWhen(sent.at, now, { lang, clock: "named" }), by: sent.by } : null,
    counts: countsOf(shown, figures, lang),
    warnings: sent
      ? { count: warnings.length, without: warnings.filter(({ state }) => state !== "given").length }
      : null,
    answered: answered.map((reason) => {
      const around = { questionnaire: standing.questionnaire, referencePeriod: asked.referencePeriod, lang, now };
      return toReturnedLine(reason, around, (path) => rowAddress(path, [...rows, ...others]));
    }),
    rows,
    total: figures.length,
    showsAll,
    others,
    reason: noAnswerOf(submission, section),
    events: events.map((event) => toEventLine(event, { lang, now, standing })).reverse(),
  };
}

/** What a reviewer has to read of many figures: what changed, and, changed or not, what was warned of or has a note. */
export function isToRead(figure: ReviewFigure, warned: ReadonlySet<string>): boolean {
  return isChanged(figure) || warned.has(figure.path) || figure.note !== null;
}

function isWithin(path: string, table: string): boolean {
  return path === table || path.startsWith(`${table}/`);
}

/** Where the page shows what stands at a path: its row, or the first one of its table. */
function rowAddress(path: string | null, rows: readonly { path: string }[]): string | null {
  const row = path === null ? undefined : rows.find((one) => isWithin(one.path, path));
  return row ? `#${rowAnchor(row.path)}` : null;
}

export type Review = Exclude<ReturnType<typeof readReview>, Refusal>;

function contextOf(
  db: Collection,
  { submission, questionnaire, asked, answers }: Standing,
  { section, sent, options }: { section: string; sent: SectionEventLine | undefined; options: ReviewOptions },
): RowContext {
  const findings = (sent?.detail.findings ?? []).filter(({ at }) => sectionOf(questionnaire, at) === section);
  const values = standingValuesOf(answers);
  return {
    ...{ lang: options.lang, now: options.now, questionnaire, referencePeriod: asked.referencePeriod },
    explained: explain(findings, submission ? reasonsOf(db, submission.id) : [], { answers: values, hash: sha256 }),
    history: submission ? historyOf(db, submission.id) : new Map(),
    shownReasons: new Set(),
  };
}

/** Questions that were not asked: as settled at the submit, or, of what is being changed, as its answers stand now. */
function hiddenOf(db: Collection, standing: Standing, section: string): Iterable<string> {
  const { submission } = standing;
  return submission && !isWritable(stateOf(submission, section))
    ? hiddenAtSubmit(db, submission.id, section)
    : notAsked(standing);
}

function figuresOf(
  db: Collection,
  { submission, asked, questionnaire, answers }: Standing,
  { section, hidden, events }: { section: string; hidden: Iterable<string>; events: readonly SectionEventLine[] },
) {
  const referencePeriod = parsePeriod(asked.referencePeriod);
  if (!submission || !referencePeriod) return [];
  const about = { questionnaire, dictionary: readDictionary(db), section, answers, referencePeriod, hidden };
  const { id, revision } = submission;
  const observations = observeSection({ ...about, area: asked.country, submission: id, revision });
  const former = new Map(
    [...acceptedValues(db, { area: asked.country })].flatMap(([point, value]) => {
      const said = formerSaid(value, submission.id);
      return said ? [[point, said] as const] : [];
    }),
  );
  const figures = reviewFigures(observations, answers, former);
  const submits = events.filter(({ event }) => event === "submit");
  // A blank of what was never sent is not yet an answer.
  if (submits.length === 0) return figures;
  const before = isWritable(stateOf(submission, section)) ? submits.at(-1) : submits.at(-2);
  const sent = before ? answersAt(db, before.submission, before.seq) : new Map<string, unknown>();
  return byQuestion([...figures, ...vanishedFigures(about, { former, sent })], questionnaire);
}

/** What stands accepted from elsewhere than the revision under review, which may be accepted itself. */
function formerSaid(value: AcceptedValue, own: number): FormerSaid | null {
  const isOwn = (source: { kind: string; submission?: number }) =>
    source.kind === "answer" && source.submission === own;
  const first = value.observations[0];
  if (first && !isOwn(first.source)) return first;
  return value.alternatives.find(({ source }) => !isOwn(source))?.said[0] ?? null;
}

/** `47: 45 with a value, 2 not available; 1 left blank`: a blank is no figure, yet has its row. */
function countsOf(shown: readonly Shown[], figures: readonly ReviewFigure[], lang: Lang): string {
  const missing = new Map<string, number>();
  let all = 0;
  let values = 0;
  for (const { value } of shown) {
    const figure = parseFigure(value);
    if (isProblem(figure)) continue;
    all += 1;
    const reason = reasonOf(figure);
    if (figure.v !== null || figure.lt !== undefined || reason === null) values += 1;
    else missing.set(reason, (missing.get(reason) ?? 0) + 1);
  }
  const said = Object.entries(figureWords[lang].reason).flatMap(([code, word]) =>
    missing.has(code) ? [`${missing.get(code)} ${word}`] : [],
  );
  const line = review[lang].figuresLine(all, values, said.join(", "));
  const blank = figures.filter(({ now }) => now === null).length;
  return blank === 0 ? line : review[lang].andBlank(line, blank);
}

/** Answers that are no observed figures, in the order of the questionnaire. */
function othersOf({ answers, questionnaire, asked }: Standing, shown: readonly Shown[], context: RowContext) {
  const { lang } = context;
  const order = [...questionnaire.questions.keys()];
  return shown
    .flatMap(({ path, place, value }) => {
      if (place.part.kind === "rows" || isObservedFigure(questionnaire, place.question.name, value)) return [];
      const named = labelOf(questionnaire, path, {
        referencePeriod: asked.referencePeriod,
        rowIds: rowIdsOf(answers),
      });
      const changes = context.history.get(path) ?? [];
      return [
        {
          path,
          at: order.indexOf(place.question.name),
          table: named.table,
          tableTitle: named.tableTitle?.[lang] ?? null,
          label: labelInTable({ ...named, label: named.full }, lang),
          text: valueText(value, place.question, lang),
          history: toHistory(changes, place.question, context),
        },
      ];
    })
    .sort((a, b) => a.at - b.at);
}

function isObservedFigure(questionnaire: Questionnaire, name: string, value: unknown): boolean {
  const isObserved = questionnaire.questions.get(name)?.observe !== null;
  return isObserved && typeof value === "object" && !Array.isArray(value) && !isProblem(parseFigure(value));
}

/** Rows of each repeated panel, in their order. */
export function rowIdsOf(answers: Standing["answers"]): Map<string, string[]> {
  return new Map(
    [...answers].flatMap(([path, { value }]) =>
      path.endsWith("/#rows") && Array.isArray(value) ? [[path.slice(0, -6), value.map(String)] as const] : [],
    ),
  );
}

function noAnswerOf(submission: Submission | null, section: string) {
  return submission?.sections.get(section)?.reason ?? null;
}

function toEventLine(
  event: SectionEventLine,
  { lang, now, standing }: { lang: Lang; now: string; standing: Standing },
) {
  const { questionnaire, asked } = standing;
  const reasons = (event.detail.reasons ?? []).map(({ path, lang: written, text }) => ({
    ...{ lang: written, text },
    label:
      path === null
        ? review[lang].onWholeSection
        : labelOf(questionnaire, path, { referencePeriod: asked.referencePeriod }).full[lang],
  }));
  const { publicNote, releasedTexts } = event.detail;
  return {
    id: event.id,
    what: review[lang].events[event.event],
    when: formatWhen(event.at, now, { lang, clock: "named" }),
    by: event.by,
    receipt: event.receipt,
    reasons,
    publicNote: publicNote ?? null,
    texts: releasedTexts
      ? publicTextWords[lang].released(releasedTexts.notes.length, releasedTexts.reasons.length)
      : null,
  };
}

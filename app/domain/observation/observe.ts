import type { Finding } from "~/domain/check/finding";
import { type Dictionary, other } from "~/domain/dictionary/dictionary";
import { type Figure, isProblem, parseFigure, type StatusCode } from "~/domain/figure/figure";
import type { Place } from "~/domain/questionnaire/answers";
import { itemAt } from "~/domain/questionnaire/items";
import type { Item, MeasurePart, Question, Questionnaire } from "~/domain/questionnaire/questionnaire";
import { type Shown, shownAnswers } from "~/domain/questionnaire/shown-answers";
import type { Observation } from "./observation";
import { type About, type Answers, placeItem, staticSeries } from "./observe-series";
import { itemOfTotal, seriesGivenElsewhere, totalsOf } from "./observe-totals";
import type { Period } from "./period";
import { toSeriesId } from "./series";

export type ObserveInput = {
  questionnaire: Questionnaire;
  dictionary: Dictionary;
  section: string;
  answers: Answers;
  /** Names of hidden questions, or paths `panel/{rowId}/question`: their answers are set aside. */
  hidden: Iterable<string>;
  area: string;
  referencePeriod: Period;
  submission: number;
  revision: number;
};

/**
 * Third sieve: which number of which series is it, and with which status? Pure: the same answers of a section give the same
 * observations, whatever other sections hold.
 *
 * Personal and hidden answers are never observed. Bounds and sample sizes of MEASURE columns join the value beside them.
 * Totals are computed only when all parts have values; an asked figure of the same series goes before a computed one, an
 * earlier computed one before a later. A choice gives one observation per code chosen. Rows a panel no longer names are gone.
 * @returns  in the order of the questionnaire; no two of one series, period and code
 */
export function observeSection(input: ObserveInput): Observation[] {
  return observe(input).observations;
}

/**
 * Says what keeps answers from being observed: two figures of one series and period, and rows that do not name their
 * dimension (an estimate without its year).
 */
export function observeFindings(input: ObserveInput): Finding[] {
  return observe(input).findings;
}

export type Observed = { observations: Observation[]; findings: Finding[] };

/** Gives what `observeSection` and `observeFindings` give, of one reading. */
export function observe(input: ObserveInput): Observed {
  const places = placesOf(input);
  const made = new Map<string, Observation>();
  const findings: Finding[] = [];
  for (const draft of [...asked(input, places, findings), ...totals(input, places, findings)]) {
    const observation = toObservation(draft, input);
    const key = `${observation.series}|${observation.period}|${observation.code ?? ""}`;
    const former = made.get(key);
    if (!former) made.set(key, observation);
    else if (!draft.computed) findings.push(twice(draft.path, former));
  }
  return { observations: [...made.values()], findings };
}

/** An observation in the making. */
type Draft = { about: About; figure: Figure; code: string | null; path: string; seq: number; computed: boolean };

/** Answers of the section that may be observed, in the order of the questionnaire. */
function placesOf(input: ObserveInput): Shown[] {
  const order = orderOf(input.questionnaire);
  return shownAnswers(input)
    .filter(({ place }) => isObserved(place.question))
    .sort((a, b) => order.get(a.place.question.name)! - order.get(b.place.question.name)!);
}

const orders = new WeakMap<Questionnaire, ReadonlyMap<string, number>>();

function orderOf(questionnaire: Questionnaire): ReadonlyMap<string, number> {
  const known = orders.get(questionnaire);
  if (known) return known;
  const made = new Map([...questionnaire.questions.keys()].map((name, index) => [name, index]));
  orders.set(questionnaire, made);
  return made;
}

function isObserved(question: Question): boolean {
  return question.observe !== null && !question.personal;
}

function asked(input: ObserveInput, found: Shown[], findings: Finding[]): Draft[] {
  const drafts: Draft[] = [];
  const groups = new Map<string, { parts: Map<MeasurePart, Figure>; about: About; path: string; seq: number }>();
  for (const { place, path, value, seq } of found) {
    const item = itemOf(place, path, input.questionnaire);
    if (!item) continue;
    const about = placeItem(item, place, input);
    if ("missing" in about) {
      findings.push({ level: "error", code: "required", at: about.missing, check: "required", related: [path] });
      continue;
    }
    const coded = codesOf(place.question, value);
    if (coded) {
      for (const { code, figure, codes } of coded) {
        const exact = codes ? withCodes(about, codes, input.dictionary) : about;
        drafts.push({ about: exact, figure, code, path, seq, computed: false });
      }
      continue;
    }
    const figure = typeof value === "number" ? { v: value } : parseFigure(value);
    if (isProblem(figure)) continue;
    const key =
      item.part === "v" && !sharesMeasures(place.question) ? path : `${groupOf(place)}|${about.series}|${about.period}`;
    const group = groups.get(key);
    if (!group) groups.set(key, { parts: new Map([[item.part, figure]]), about, path, seq });
    else if (group.parts.has(item.part)) findings.push({ ...twice(path, null), related: [group.path] });
    else {
      group.parts.set(item.part, figure);
      if (item.part === "v") group.path = path;
      group.seq = Math.max(group.seq, seq);
    }
  }
  for (const { parts, about, path, seq } of groups.values()) {
    const value = parts.get("v");
    if (value) drafts.push({ about, figure: joinParts(value, parts), code: null, path, seq, computed: false });
  }
  return drafts;
}

function totals(input: ObserveInput, found: Shown[], findings: Finding[]): Draft[] {
  const grids = new Map<string, Place>();
  for (const { place } of found) if (place.question.kind === "figuregrid") grids.set(`${groupOf(place)}/`, place);
  const elsewhere = seriesGivenElsewhere(input.questionnaire, input.section, input.dictionary);
  const drafts: Draft[] = [];
  for (const [at, place] of grids) {
    for (const total of totalsOf(place.question, at, input.answers)) {
      const item = itemOfTotal(place.question, total, input.dictionary);
      if (!item) continue;
      const series = staticSeries(item, input.dictionary);
      if (series !== null && elsewhere.has(series)) continue;
      const about = placeItem(item, place, input);
      if ("missing" in about) {
        findings.push({
          level: "error",
          code: "required",
          at: about.missing,
          check: "required",
          related: [total.path],
        });
      } else drafts.push({ about, figure: total.figure, code: null, path: total.path, seq: total.seq, computed: true });
    }
  }
  return drafts;
}

/** The item of an asked answer; lists of rows, comments and totals have none. */
function itemOf({ question, part }: Place, path: string, { items }: Questionnaire): Item | null {
  const known = part.kind === "cell" || part.kind === "matrix-row" || part.kind === "answer" ? items.get(path) : null;
  if (known) return known;
  if (part.kind === "cell") return itemAt(question, path, part.cell);
  if (part.kind === "matrix-row") return itemAt(question, path, { tab: null, row: part.row, column: null });
  return part.kind === "answer" ? itemAt(question, path, { tab: null, row: null, column: null }) : null;
}

type Coded = { code: string | null; figure: Figure; codes?: Record<string, string> };

/**
 * Codes an answer to a question with choices gives; null when it is a number. `true` and `false` are the codes `Y` and `N`.
 * A ranking gives each choice its place as a value, on the dimension its `rows` name.
 */
function codesOf(question: Question, value: unknown): Coded[] | null {
  const none: Figure = { v: null };
  const toCode = (said: unknown) => (said === "other" ? other : String(said));
  if (question.kind === "choice" || question.kind === "matrix") return [{ code: toCode(value), figure: none }];
  if (question.kind === "boolean") return [{ code: value === true ? "Y" : "N", figure: none }];
  if (question.kind === "choices" && Array.isArray(value))
    return value.map((said) => ({ code: toCode(said), figure: none }));
  if (question.kind !== "ranking" || !Array.isArray(value)) return null;
  const dimension = question.observe?.rows;
  if (dimension === undefined) return [];
  return value.map((said, index) => ({ code: null, figure: { v: index + 1 }, codes: { [dimension]: toCode(said) } }));
}

function withCodes(about: About, codes: Record<string, string>, dictionary: Dictionary): About {
  const all = { ...about.codes, ...codes };
  return {
    ...about,
    codes: all,
    series: toSeriesId({ indicator: about.indicator, unit: about.unit, codes: all }, dictionary),
  };
}

function sharesMeasures({ observe }: Question): boolean {
  return [observe?.rows, observe?.columns, observe?.tabs].includes("MEASURE");
}

function groupOf({ question, rowId }: Place): string {
  return rowId === null ? question.name : `${question.panel}/${rowId}/${question.name}`;
}

function joinParts(value: Figure, parts: ReadonlyMap<MeasurePart, Figure>): Figure {
  const joined = { ...value };
  for (const part of ["lo", "hi", "n"] as const) {
    const said = parts.get(part)?.v;
    if (said !== null && said !== undefined) joined[part] = said;
  }
  return joined;
}

function toObservation({ about, figure, code, path, seq }: Draft, input: ObserveInput): Observation {
  const flags: StatusCode[] = figure.f ?? [];
  // Written out: spreading `about` takes ten times as long, and a questionnaire has thousands of these.
  return {
    series: about.series,
    indicator: about.indicator,
    unit: about.unit,
    codes: about.codes,
    period: about.period,
    basis: about.basis,
    coverage: about.coverage,
    area: input.area,
    value: figure.v,
    code,
    lt: figure.lt ?? null,
    lo: figure.lo ?? null,
    hi: figure.hi ?? null,
    n: figure.n ?? about.sample,
    flags,
    conf: figure.c ?? null,
    note: figure.note ?? null,
    breakBy: flags.includes("B") ? "declared" : null,
    provenance: {
      kind: "answer",
      submission: input.submission,
      revision: input.revision,
      section: input.section,
      path,
      seq,
    },
  };
}

function twice(at: string, former: Observation | null): Finding {
  const related = former?.provenance.kind === "answer" ? [former.provenance.path] : [];
  return { level: "error", code: "series-twice", at, check: "series-twice", related };
}

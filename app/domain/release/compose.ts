import type { Dictionary, Text } from "~/domain/dictionary/dictionary";
import type { Disclosable } from "~/domain/disclosure/disclosable";
import { type CountryRule, type Disclosure, disclose } from "~/domain/disclosure/disclosure";
import type { Trial } from "~/domain/disclosure/mend";
import type { StatusCode } from "~/domain/figure/figure";
import type { Observation } from "~/domain/observation/observation";
import { carryBreakNotes } from "./breaks";
import type { ComposedPoint } from "./composed-point";
import { type DerivedPoint, derivationParts, derive } from "./derived";
import { type Candidate, choosePublished, type Source, sourceName } from "./precedence";
import { type AskedIn, markChangedQuestions } from "./questions";

/*
 * The public set of a release from what is pinned: one published value per point, withdrawals left out, disclosure, then
 * derived figures. Pure, so that what an editor sees before publishing is what the file will hold.
 */

/** A point taken out; anything accepted or imported after `at` counts again. */
export type PointWithdrawal = { series: string; area: string; period: string; at: string };

/** What a former release says of a point: `value` null = no value, several codes joined by a space. */
export type FormerPoint = {
  value: number | null;
  code: string | null;
  flags: StatusCode[];
  withheld: boolean;
  /** Which answer or line it was (`answerOf` of the candidate); null = computed. */
  origin: string | null;
};

export type Composed = {
  /** Published points, several for one point only where a question takes several choices. */
  points: ComposedPoint[];
  derived: DerivedPoint[];
  disclosure: Disclosure;
};

export type ComposeInput = {
  /** By point (`pointKey`), what each pinned source says. */
  candidates: ReadonlyMap<string, readonly Candidate<Observation>[]>;
  withdrawals: readonly PointWithdrawal[];
  former: ReadonlyMap<string, FormerPoint>;
  /** By point, values that releases which ever were public show, withdrawn ones too. */
  everShown: ReadonlyMap<string, readonly number[]>;
  dictionary: Dictionary;
  ruleOf: (area: string, indicator: string) => CountryRule | null;
  /** Do the rules of an indicator and a country stand as they did for the former release? */
  sameRules: (area: string, indicator: string) => boolean;
  /** Which answer or line an observation is, in the words of release files. */
  answerOf: (observation: Observation) => string | null;
  /** Imports whose source has published what they hold. */
  publishedImports: ReadonlySet<number>;
  /** Which version of a questionnaire asked for it; null = it was imported. */
  askedIn: (observation: Observation) => AskedIn | null;
  /** Audits the points as one system, each withheld or not by its place; left out, nothing is mended. */
  openNarrow?: (points: readonly ComposedPoint[], isWithheld: (at: number) => boolean) => readonly Trial[];
  /** Source in words and vintage of a denominator. */
  originOf: (source: Source) => { source: Text; vintage: string };
};

export function pointKey(point: { series: string; area: string; period: string }): string {
  return `${point.series}|${point.area}|${point.period}`;
}

/** Composes the public set. Order: by series, country, period as the candidates come. */
export function compose(input: ComposeInput): Composed {
  const { former, dictionary } = input;
  const points = chosenPoints(input);
  markChangedQuestions(points, input.askedIn);
  const disclosables = points.map((point, id) =>
    toDisclosable(point, { id, input, former: former.get(pointKey(point.observation)) }),
  );
  const { ruleOf, sameRules, openNarrow } = input;
  const disclosure = disclose(disclosables, dictionary, {
    ...{ ruleOf, sameRules },
    openNarrow: openNarrow && ((isWithheld) => openNarrow(points, isWithheld)),
  });
  points.forEach((point, id) => {
    point.why = disclosure.withheld.get(id) ?? null;
    point.withheld =
      point.why !== null ||
      (point.observation.value === null && point.observation.code === null && point.observation.flags.includes("Q"));
    if (point.withheld) point.alternatives = [];
  });
  carryBreakNotes(points);
  const parts = derivationParts(dictionary);
  const derivable = points
    .filter((point) => parts.has(point.observation.indicator))
    .map((point) => ({ ...point.observation, withheld: point.withheld, source: point.source }));
  const derived = derive(derivable, dictionary, (denominator) => input.originOf(denominator.source));
  return { points, derived, disclosure };
}

function chosenPoints(input: ComposeInput): ComposedPoint[] {
  const withdrawn = new Map<string, string>();
  for (const one of input.withdrawals) {
    const known = withdrawn.get(pointKey(one));
    if (known === undefined || known < one.at) withdrawn.set(pointKey(one), one.at);
  }
  const points: ComposedPoint[] = [];
  for (const [key, all] of input.candidates) {
    const until = withdrawn.get(key);
    const candidates = until === undefined ? all : all.filter(({ source }) => dayOf(source) > until);
    const { published, alternatives } = choosePublished(candidates);
    published?.said.forEach((observation, position) => {
      points.push({
        observation,
        position,
        source: published.source,
        why: null,
        withheld: false,
        alternatives: position > 0 ? [] : alternatives.filter((one) => isPublic(one, input)),
      });
    });
  }
  return points;
}

function dayOf(source: Source): string {
  return source.kind === "answer" ? source.acceptedAt : source.importedAt;
}

/**
 * May another source's word stand beside the published one? Counts of persons only where that source has published them:
 * the audit is of the published table, and differences between two tables could point at a person.
 */
function isPublic(candidate: Candidate<Observation>, input: ComposeInput): boolean {
  const [first] = candidate.said;
  if (!first) return false;
  if (candidate.source.kind === "import" && input.publishedImports.has(candidate.source.import)) return true;
  const indicator = input.dictionary.indicators.get(first.indicator);
  return (
    indicator?.thresholdPersons === null &&
    candidate.said.every((one) => one.conf !== "C" && one.conf !== "N" && !one.flags.includes("Q"))
  );
}

function toDisclosable(
  point: ComposedPoint,
  given: { id: number; input: ComposeInput; former: FormerPoint | undefined },
): Disclosable {
  const { observation, source } = point;
  const { indicator, unit, area, period, codes, value, n, flags, conf } = observation;
  return {
    id: given.id,
    ...{ indicator, unit, area, period, codes, value, n, flags, conf },
    publishedBySource: source.kind === "import" && given.input.publishedImports.has(source.import),
    shownBefore: given.input.everShown.get(pointKey(observation)) ?? [],
    before: given.former
      ? { withheld: given.former.withheld, sameOrigin: isSameAnswer(given.former, given.input.answerOf(observation)) }
      : null,
  };
}

function isSameAnswer({ origin }: FormerPoint, now: string | null): boolean {
  return origin !== null && origin === now;
}

/** Name of where a point comes from within one release: a path of a submission, or a line of an import. */
export function originName(observation: Observation, source: Source): string {
  const { provenance } = observation;
  return provenance.kind === "answer"
    ? `${sourceName(source)} ${provenance.section} ${provenance.path}`
    : `${sourceName(source)} ${provenance.line}`;
}

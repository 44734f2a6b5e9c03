import type { Dictionary, Indicator } from "~/domain/dictionary/dictionary";
import { ageParents } from "./ages";
import type { SystemCell } from "./cells";
import { declaredTotal, withDeclaredTotal } from "./declared-total";
import { type Disclosable, isConfidential, isKnown } from "./disclosable";
import { type EstimateWhy, type JudgeEstimate, judgeEstimates, nameOf } from "./estimates";
import { toFigure } from "./figures";
import { suppressLinked } from "./linked";
import { mendAll, type OpenNarrow } from "./mend";
import type { SystemRule } from "./system";
import type { Why } from "./table";

/*
 * Which points of the public set are withheld. The parameters are data: a threshold per indicator, which a country may
 * raise; its word on its national total; what a source has already published. docs/decisions/0006-disclosure.md
 */

/** What a country says of one indicator. */
export type CountryRule = { total: "published" | "confidential" | null; threshold: number | null };

export type WithheldWhy = Why | EstimateWhy;

export type Disclosure = {
  /** By point id, with the reason; the public reads "withheld" only. */
  withheld: Map<number, WithheldWhy>;
  tables: number;
  /** Tables that had to be withheld whole. */
  whole: number;
  /** Withheld points that a release which was public shows with the same value. */
  shownBefore: number[];
  /** Withheld points that figures already public (sources, former release) still give away. */
  given: number[];
};

/** Parameters written into each release, so that a reader may know the rules. */
export const disclosureParameters = {
  method: "suppress",
  audit: "exact two-way, tree of margins; tables of the same persons together",
  zeros: "shown, unless their total or their whole split is withheld",
  confidentialShare: 0.1,
  version: 3,
} as const;

/** What `disclose` is told besides the points. */
export type Asked = {
  /** What the country declared; may raise the threshold, never lower it. */
  ruleOf: (area: string, indicator: string) => CountryRule | null;
  /** Do the rules of an indicator and a country stand as they did for the release before? */
  sameRules: (area: string, indicator: string) => boolean;
  /** The audit of the whole release; left out, nothing is mended by it. */
  openNarrow?: OpenNarrow;
};

/**
 * Decides for every point of a release whether it is withheld.
 *
 * Counts of persons follow the threshold; counts and quantities marked confidential (`C`, `N`) or declared so are withheld
 * at any size and cannot be got back from sums; estimates that rest on fewer persons than their indicator asks for (30)
 * are withheld (estimates.ts). Quantities, prices, answers by code and indicators without threshold are otherwise exempt.
 * Indicators that count the same persons share their sums: what one withholds the others withhold and protect too. Groups
 * of countries are never summed, so a country is a table of its own.
 *
 * Tables whose every answer and rule is that of the release before keep its pattern, which was found for the same figures.
 * Last, the release is audited as one system, and what the tables leave open together is closed (mend.ts).
 * @param points  numbered by `id` from 0
 * @source docs/decisions/0014-what-an-attacker-knows.md; facts/privacy.md §2.1; model.md §7
 */
export function disclose(
  points: readonly Disclosable[],
  dictionary: Dictionary,
  { ruleOf, sameRules, openNarrow }: Asked,
): Disclosure {
  const outcome: Disclosure = { withheld: new Map(), tables: 0, whole: 0, shownBefore: [], given: [] };
  const parents = parentsOf(dictionary);
  const floorOf = floorsOf(points, dictionary);
  const estimates: Estimate[] = [];
  for (const linked of systemsOf(points, dictionary, estimates)) {
    if (isUnchanged(linked, sameRules)) {
      for (const { indicator, members } of linked)
        for (const point of members) if (point.before?.withheld) keepWithheld(point, indicator, outcome);
      continue;
    }
    const tables = linked.map(({ indicator, layer, members }) => {
      const rule = ruleOf(members[0]!.area, indicator.code);
      const persons = indicator.measure === "count" && indicator.thresholdPersons !== null;
      const systemRule: SystemRule = {
        threshold: persons ? Math.max(indicator.thresholdPersons ?? 0, rule?.threshold ?? 0) : 1,
        protectZeros: persons && indicator.protectZeros,
        parentOf: (dimension, code) => parents.get(dimension)?.get(code),
      };
      const cells = members.map((point) => toCell(point, { indicator, layer, rule, persons, floor: floorOf(point) }));
      const confidential = rule?.total === "confidential";
      return { cells: withDeclaredTotal(cells, confidential, systemRule.parentOf), rule: systemRule };
    });
    const found = suppressLinked(tables);
    for (const [id, why] of found.hidden) if (id !== declaredTotal) outcome.withheld.set(id, why);
    for (const id of impliedZeros(linked, outcome)) outcome.withheld.delete(id);
    outcome.tables += found.tables;
    outcome.whole += found.whole;
    outcome.given.push(...found.given.filter((id) => id !== declaredTotal));
  }
  const judge = judgeEstimates(points, dictionary);
  withholdEstimates(estimates, judge, outcome);
  if (openNarrow !== undefined)
    mendAll(openNarrow, {
      isWithheld: (id) => outcome.withheld.has(id),
      figureOf: (id) => {
        const point = points[id]!;
        const indicator = dictionary.indicators.get(point.indicator)!;
        const rule = ruleOf(point.area, point.indicator);
        return toFigure(point, { indicator, rule, withheld: outcome.withheld.has(id) });
      },
      change: (mended) => {
        for (const { point } of estimates) outcome.withheld.delete(point.id);
        for (const { withhold, show } of mended) {
          for (const id of withhold) outcome.withheld.set(id, "gives-away");
          for (const id of show) outcome.withheld.delete(id);
        }
        withholdEstimates(estimates, judge, outcome);
      },
    });
  for (const point of points) {
    if (outcome.withheld.has(point.id) && isKnown(point)) outcome.shownBefore.push(point.id);
  }
  return outcome;
}

/** Protected zeros that a public zero says anyway: a part of nobody. */
function impliedZeros(linked: readonly System[], { withheld }: Disclosure): number[] {
  const nameOf = (codes: Record<string, string>) =>
    Object.keys(codes)
      .sort()
      .map((dimension) => `${dimension}=${codes[dimension]}`)
      .join("|");
  const points = linked.flatMap(({ members }) => members);
  const own = linked.flatMap(({ indicator, members }) => (indicator.protectZeros ? members : []));
  const empty = new Set(
    points.filter(({ id, value }) => value === 0 && !withheld.has(id)).map(({ codes }) => nameOf(codes)),
  );
  return own.flatMap(({ id, value, conf, codes }) => {
    if (value !== 0 || conf !== null || !withheld.has(id)) return [];
    const wholes = Object.keys(codes).map((left) =>
      nameOf(Object.fromEntries(Object.entries(codes).filter(([dimension]) => dimension !== left))),
    );
    return wholes.some((whole) => empty.has(whole)) ? [id] : [];
  });
}

/** Is every point of a system the same answer as in the release before, under the same rules? */
function isUnchanged(linked: readonly System[], sameRules: Asked["sameRules"]): boolean {
  return linked.every(
    ({ indicator, members }) =>
      sameRules(members[0]!.area, indicator.code) && members.every(({ before }) => before?.sameOrigin === true),
  );
}

function keepWithheld(point: Disclosable, indicator: Indicator, outcome: Disclosure): void {
  if (point.value === null) return;
  const why = isConfidential(point) ? "confidential" : isSmallOf(point.value, indicator) ? "small" : "gives-away";
  outcome.withheld.set(point.id, why);
}

type System = { indicator: Indicator; layer: string[]; members: Disclosable[] };

/**
 * Points by table: same indicator, country, period and unit, and the same codes of dimensions that do not add up. Tables of
 * indicators that count the same persons stand together.
 */
function systemsOf(points: readonly Disclosable[], dictionary: Dictionary, estimates: Estimate[]): System[][] {
  const linked = new Map<string, Map<string, System>>();
  for (const point of points) {
    const indicator = dictionary.indicators.get(point.indicator);
    if (!indicator) throw new Error(`unknown indicator ${point.indicator}`);
    if (indicator.measure !== "count" && indicator.measure !== "quantity") {
      estimates.push({ point, indicator });
      continue;
    }
    const layer = Object.keys(point.codes)
      .filter((dimension) => !indicator.additive.includes(dimension))
      .sort();
    const around = [
      point.area,
      point.period,
      point.unit,
      ...layer.map((dimension) => `${dimension}=${point.codes[dimension]}`),
    ].join("|");
    const persons = `${indicator.samePersons ?? point.indicator}|${around}`;
    const tables = linked.get(persons) ?? new Map<string, System>();
    const system = tables.get(point.indicator) ?? { indicator, layer, members: [] };
    system.members.push(point);
    tables.set(point.indicator, system);
    linked.set(persons, tables);
  }
  return [...linked.values()]
    .map((tables) => [...tables.values()])
    .filter((tables) =>
      tables.some(({ indicator, members }) => indicator.thresholdPersons !== null || members.some(isConfidential)),
    );
}

type Estimate = { point: Disclosable; indicator: Indicator };

/** Shares, means, rates and prices do not add up: each stands for itself, and for the persons it rests on. */
function withholdEstimates(estimates: readonly Estimate[], judge: JudgeEstimate, outcome: Disclosure): void {
  const isWithheld = (id: number) => outcome.withheld.has(id);
  for (const { point, indicator } of estimates) {
    if (point.value === null || point.publishedBySource) continue;
    const why = isConfidential(point) ? "confidential" : judge(point, indicator, isWithheld);
    if (why !== null) outcome.withheld.set(point.id, why);
  }
}

type About = { indicator: Indicator; layer: string[]; rule: CountryRule | null; persons: boolean; floor: number };

function toCell(point: Disclosable, about: About): SystemCell {
  const codes = Object.fromEntries(
    Object.entries(point.codes).filter(([dimension]) => !about.layer.includes(dimension)),
  );
  const isTotal = Object.keys(point.codes).length === 0;
  // Confidential is the total of every table: an estimate by one method is a national total too. Published is only the plain one.
  const isTableTotal = Object.keys(codes).length === 0;
  // Quantities are counted in thousandths; persons that are no whole number come from an estimate and are rounded for the audit.
  const value =
    point.value === null
      ? null
      : Math.max(0, Math.round(about.indicator.measure === "quantity" ? point.value * 1000 : point.value));
  const exempt = point.publishedBySource || (isTotal && about.rule?.total === "published");
  return {
    id: point.id,
    codes,
    cell: {
      value,
      exempt,
      known: isKnown(point),
      formerlyHidden: point.before?.withheld === true,
      floor: about.floor,
      confidential:
        !point.publishedBySource && (isConfidential(point) || (isTableTotal && about.rule?.total === "confidential")),
      hiddenByCountry: point.value === null && point.flags.includes("Q"),
    },
  };
}

/** Least number a count can be for what other counts show of the same persons (`atMost`). */
function floorsOf(points: readonly Disclosable[], dictionary: Dictionary): (point: Disclosable) => number {
  const floors = new Map<string, number>();
  for (const point of points) {
    const indicator = dictionary.indicators.get(point.indicator);
    if (!indicator?.atMost || point.value === null) continue;
    // What points at persons is withheld itself and shows nothing.
    if (!point.publishedBySource && isSmallOf(point.value, indicator)) continue;
    const name = nameOf(indicator.atMost.indicator, point, indicator.atMost.by ?? indicator.dimensions);
    floors.set(name, Math.max(floors.get(name) ?? 0, point.value));
  }
  return (point) => floors.get(nameOf(point.indicator, point, Object.keys(point.codes))) ?? 0;
}

function isSmallOf(value: number, { thresholdPersons, protectZeros }: Indicator): boolean {
  return value < (thresholdPersons ?? 0) && (value > 0 || protectZeros);
}

function parentsOf(dictionary: Dictionary): Map<string, ReadonlyMap<string, string>> {
  return new Map(
    [...dictionary.dimensions.values()].map((dimension) => {
      const written = dimension.codes.flatMap((one) =>
        one.parent === undefined ? [] : [[one.code, one.parent] as const],
      );
      return [dimension.id, written.length > 0 ? new Map(written) : ageParents(dimension.codes.map((one) => one.code))];
    }),
  );
}

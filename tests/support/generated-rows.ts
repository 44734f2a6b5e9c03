import fc from "fast-check";
import { compare, isFree, type Line, type Observed } from "~/domain/comparison/comparison";
import type { Origin } from "~/domain/comparison/origin";
import type { FlagCode, ReasonCode } from "~/domain/figure/figure";
import type { Speech } from "~/i18n/public/speech";

/*
 * Generated rows of a few countries, with ties, breaks, flags, gaps, sources and other frequencies, and what a reader makes
 * of them without the rules of the product.
 */

export const names: Record<string, { en: string; fr: string }> = {
  NO: { en: "Norway", fr: "Norvège" },
  PT: { en: "Portugal", fr: "Portugal" },
  IE: { en: "Ireland", fr: "Irlande" },
  NL: { en: "Netherlands", fr: "Pays-Bas" },
  MC: { en: "Monaco", fr: "Monaco" },
  AZ: { en: "Azerbaijan", fr: "Azerbaïdjan" },
};
export const areas = Object.keys(names);
export const periods = ["2019", "2020", "2021", "2022", "2023", "2024"];
const sources = ["Bulletin", "Yearbook"];

export type Row = {
  area: string;
  period: string;
  value: number | null;
  flags: FlagCode[];
  kind: Origin["kind"];
  source: number | null;
  /** A rate of few cases; only computed rows with the flag of low reliability can be. */
  few: boolean;
  /** Why there is no value, where there is none. */
  reason: ReasonCode;
};

const rowsOf = fc.uniqueArray(
  fc.record({
    area: fc.constantFrom(...areas),
    period: fc.constantFrom(...periods, ...periods, "2023-Q2", "2022-05"),
    value: fc.option(fc.constantFrom(0, 0, 0, 1, 2.5, 7.3), { nil: null, freq: 5 }),
    flags: fc.subarray<FlagCode>(["B", "D", "P", "U"]).map((flags) => (flags.length > 2 ? [] : flags)),
    kind: fc.constantFrom<Origin["kind"]>("answer", "answer", "import", "derived"),
    source: fc.constantFrom(0, 1),
    few: fc.boolean(),
    reason: fc.constantFrom<ReasonCode>("O", "L", "M", "Q", "Q", "Q"),
  }),
  { selector: (row) => `${row.area} ${row.period}`, minLength: 1, maxLength: 40 },
);

export const views = fc.record({
  rows: rowsOf as fc.Arbitrary<Row[]>,
  highlighted: fc.shuffledSubarray(areas, { maxLength: 4 }),
  ranking: fc.boolean(),
  lang: fc.constantFrom<"en" | "fr">("en", "fr"),
});

function toObserved(row: Row): Observed {
  const source = sourceOf(row);
  return {
    ...{ series: "X", codes: {}, code: null, lo: null, hi: null, n: null, note: null, breakBy: null },
    ...{ area: row.area, period: row.period, value: row.value },
    fewCases: isOfFew(row),
    flags: row.value === null ? [...row.flags.filter((flag) => flag === "B"), row.reason] : row.flags,
    origin: {
      kind: row.kind,
      source: source === null ? null : { en: source, fr: source },
      population: null,
    },
  };
}

/** Is the low reliability of a row that of a rate of few cases? */
export function isOfFew({ few, kind, value, flags }: Row): boolean {
  return few && kind === "derived" && value !== null && flags.includes("U");
}

/** Answers are the country's; a derived figure's count is answered or imported. */
export function sourceOf(row: Row): string | null {
  if (row.kind === "answer" || (row.kind === "derived" && row.source === 0)) return null;
  return sources[row.source ?? 0] ?? null;
}

export function linesOf(rows: readonly Row[]): Line[] {
  const compared = compare(rows.map(toObserved), areas, periods);
  if (isFree(compared)) throw new Error("free");
  return compared.lines;
}

export const speechIn = (lang: "en" | "fr"): Speech => ({
  lang,
  name: (code) => names[code]![lang],
  unit: lang === "en" ? "deaths" : "décès",
  decimals: 1,
});

/** Values of a country by year, of the yearly rows only. */
export function yearly(rows: readonly Row[], area: string): Row[] {
  return rows
    .filter((row) => row.area === area && /^\d{4}$/.test(row.period))
    .sort((a, b) => (a.period < b.period ? -1 : 1));
}
export const withValue = (rows: readonly Row[]) => rows.filter((row) => row.value !== null);

/** Years at which a country's values start anew, and why. */
export function breaksOf(
  rows: readonly Row[],
  area: string,
): { period: string; why: "break" | "definition" | "source" }[] {
  const found: { period: string; why: "break" | "definition" | "source" }[] = [];
  let before: Row | null = null;
  let told = false;
  for (const row of yearly(rows, area)) {
    if (row.flags.includes("B")) told = true;
    if (row.value === null) continue;
    if (before !== null) {
      if (told) found.push({ period: row.period, why: "break" });
      else if (before.flags.includes("D") !== row.flags.includes("D"))
        found.push({ period: row.period, why: "definition" });
      else if (sourceOf(before) !== sourceOf(row)) found.push({ period: row.period, why: "source" });
    }
    told = false;
    before = row;
  }
  return found;
}

/** Values of the common definition in one year. */
export function standingIn(rows: readonly Row[], period: string): Row[] {
  return withValue(rows).filter((row) => row.period === period && !row.flags.includes("D"));
}

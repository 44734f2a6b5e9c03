import { type Indicator, type Lang, total } from "~/domain/dictionary/dictionary";
import { flagCodes, reasonCodes } from "~/domain/figure/figure";
import { isOfFewCases } from "~/domain/release/few-cases";
import type { DerivedFrom, PublicProvenance, PublishedPoint, Withdrawal } from "~/domain/release/release";
import { atStart } from "~/i18n/country-grammar";
import { wordsOf } from "~/i18n/signs";
import { dimensionsOf, withdrawnReason } from "./columns";

/* Published points, and points taken out, as rows of a file. What the columns mean: columns.ts. */

export type Row = {
  indicator: string;
  country: string;
  period: string;
  /** One per dimension of the indicator, in its order; `_T` is the total. */
  dimensions: string[];
  unit: string;
  /** A number, a code (policy answers), or null. */
  value: number | string | null;
  lower: number | null;
  upper: number | null;
  n_obs: number | null;
  /** CL_OBS_STATUS codes that go with a value. */
  flags: string[];
  /** Why there is no value, one code of CL_OBS_STATUS; `WITHDRAWN` for a point taken out. */
  reason: string | null;
  /** `_T` whole country, else the code and the place. */
  coverage: string;
  note: string;
  source: string;
  release: string;
  /** Address of the passport. */
  point: string;
  /** For a computed figure: everything needed to do the sum again. JSON only. */
  computedFrom: DerivedFrom | null;
};

type World = {
  indicator: Indicator;
  release: string;
  /** Address of the passport of a point, with the origin of the platform. */
  passportOf: (point: { series: string; area: string; period: string }) => string;
  /** Language of texts: sources, reasons of a withdrawal. */
  lang: Lang;
  unitOf: (series: string) => string;
  provenance: (id: number) => PublicProvenance;
  /** Where the numerator of a computed point comes from; null when the release does not have it. */
  numeratorOf: (point: PublishedPoint) => PublicProvenance | null;
};

/** Writes one published point as a row. */
export function toRow(point: PublishedPoint, world: World): Row {
  const { value, code, derivedFrom } = point;
  return {
    ...emptyRow(point, world),
    value: value ?? code,
    lower: point.lo,
    upper: point.hi,
    n_obs: point.n,
    flags: flagCodes.filter((one) => point.flags.includes(one)),
    reason: value === null && code === null ? (reasonCodes.find((one) => point.flags.includes(one)) ?? null) : null,
    coverage: coverageOf(point.codes, point.coverage?.place ?? null),
    note: [...(point.note ? [point.note.text] : []), ...weakness(point, world.lang)].join(" "),
    source: derivedFrom
      ? computedSource(derivedFrom, world.numeratorOf(point), world.lang)
      : sourceOf(world.provenance(point.provenance), world.lang),
    computedFrom: derivedFrom,
  };
}

/** Why a rate is of low reliability: its flag alone does not say. */
function weakness(point: PublishedPoint, lang: Lang): string[] {
  return isOfFewCases(point) ? [`${atStart(wordsOf(["U"], lang, true).join(", "))}.`] : [];
}

type Taken = Pick<Withdrawal, "series" | "area" | "period" | "release" | "reason"> & { codes: Record<string, string> };

/** Writes a point that was taken out: no value, and in the note when and why, so that it is not read as never given. */
export function toWithdrawnRow(taken: Taken, world: World): Row {
  const { en, fr } = taken.reason;
  const note = {
    en: `Withdrawn with release ${taken.release}: ${en}`,
    fr: `Retiré à la diffusion ${taken.release}\u00a0: ${fr}`,
  };
  return { ...emptyRow(taken, world), reason: withdrawnReason, note: note[world.lang] };
}

function emptyRow(
  point: { series: string; area: string; period: string; codes: Record<string, string> },
  world: World,
): Row {
  return {
    indicator: world.indicator.code,
    country: point.area,
    period: point.period,
    dimensions: dimensionsOf(world.indicator).map((dimension) => point.codes[dimension] ?? total),
    unit: world.unitOf(point.series),
    value: null,
    lower: null,
    upper: null,
    n_obs: null,
    flags: [],
    reason: null,
    coverage: coverageOf(point.codes, null),
    note: "",
    source: "",
    release: world.release,
    point: world.passportOf(point),
    computedFrom: null,
  };
}

function coverageOf(codes: Record<string, string>, place: string | null): string {
  const code = codes.COVERAGE ?? total;
  return place ? `${code} ${place}` : code;
}

/** Where a reported point comes from, in a word: the round or the imported source. */
function sourceOf(from: PublicProvenance, lang: Lang): string {
  return from.kind === "answer" ? (from.round ?? "answer") : (from.source?.[lang] ?? from.fileName ?? "import");
}

/** The figures a computed one rests on: numerator with its source, population with its source and vintage. */
function computedSource(derived: DerivedFrom, numerator: PublicProvenance | null, lang: Lang): string {
  const { numeratorSeries, per, vintage } = derived;
  const own = numerator ? ` (${sourceOf(numerator, lang)})` : "";
  const when = lang === "fr" ? "millésime" : "vintage";
  const population = `${derived.source[lang]}, ${derived.base[lang]}, ${when} ${vintage}`;
  return lang === "fr"
    ? `calculé\u00a0: ${numeratorSeries}${own} ÷ population (${population}) × ${per}`
    : `computed: ${numeratorSeries}${own} ÷ population (${population}) × ${per}`;
}

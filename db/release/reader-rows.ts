import type { Origin } from "~/domain/comparison/origin";
import { flagCodes, type Note, reasonCodes, type StatusCode } from "~/domain/figure/figure";
import { isOfFewCases } from "~/domain/release/few-cases";
import type { PublicProvenance, PublishedPoint } from "~/domain/release/release";
import type * as t from "./schema";

/* Rows of a release file as the domain knows them. */

const known: ReadonlySet<string> = new Set([...flagCodes, ...reasonCodes]);

/** Reads `B P` as a set; a code this version does not know is a bug of the file's writer. */
export function toFlags(text: string): StatusCode[] {
  if (text === "") return [];
  return text.split(" ").map((code) => {
    if (!known.has(code)) throw new Error(`unknown flag in a release file: ${code}`);
    return code as StatusCode;
  });
}

/** Reads a note kept in two columns. */
export function toNote(lang: string | null, text: string | null): Note | null {
  return text !== null && (lang === "en" || lang === "fr") ? { lang, text } : null;
}

/** Reads the codes of a series from its canonical key `SEX=F;SUBSTANCE=OPI`. */
export function toCodes(key: string): Record<string, string> {
  const codes: Record<string, string> = {};
  for (const part of key === "" ? [] : key.split(";")) {
    const at = part.indexOf("=");
    codes[part.slice(0, at)] = part.slice(at + 1);
  }
  return codes;
}

/** A published point with where it comes from and what its low reliability rests on, as far as comparing needs it. */
export type ReleasePoint = PublishedPoint & { origin: Origin; fewCases: boolean };

/** A row of `observations` with the key of its series and its kind and source in `provenance`: a derived figure's is its count's. */
export type PointRow = typeof t.observations.$inferSelect & {
  key: string;
  kind: Origin["kind"] | null;
  sourceEn: string | null;
  sourceFr: string | null;
};

/** Reads a row of `observations`. */
export function toPoint(row: PointRow): ReleasePoint {
  const { coveragePlace, coverageShare, kind } = row;
  if (kind === null) throw new Error(`no provenance ${row.provenance} in this release`);
  return {
    series: row.series,
    codes: toCodes(row.key),
    area: row.area,
    period: row.period,
    position: row.position,
    periodStart: row.periodStart,
    periodEnd: row.periodEnd,
    basis: row.basis,
    value: row.value,
    code: row.code,
    lo: row.lo,
    hi: row.hi,
    n: row.n,
    flags: toFlags(row.flags),
    withheld: row.conf === "C",
    coverage: coveragePlace === null && coverageShare === null ? null : { place: coveragePlace, share: coverageShare },
    note: toNote(row.noteLang, row.note),
    breakBy:
      row.breakBy === "declared" || row.breakBy === "imported" || row.breakBy === "question" ? row.breakBy : null,
    provenance: row.provenance,
    derivedFrom: row.derivedFrom,
    fewCases: isOfFewCases(row),
    origin: {
      kind,
      source: kind === "import" || row.sourceEn !== null ? { en: row.sourceEn ?? "", fr: row.sourceFr ?? "" } : null,
      population: row.derivedFrom?.source ?? null,
    },
  };
}

/** Reads a row of `provenance`. */
export function toProvenance(row: typeof t.provenance.$inferSelect): PublicProvenance {
  const { id: _, sourceEn, sourceFr, ...rest } = row;
  return { ...rest, source: sourceEn !== null && sourceFr !== null ? { en: sourceEn, fr: sourceFr } : null };
}

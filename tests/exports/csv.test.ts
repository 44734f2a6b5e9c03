import { readFileSync } from "node:fs";
import { parse } from "csv-parse/sync";
import { describe, expect, it } from "vitest";
import { href } from "~/addresses";
import type { Indicator } from "~/domain/dictionary/dictionary";
import type { PublicProvenance, PublishedPoint } from "~/domain/release/release";
import { columnMeanings, columnsOf } from "~/exports/columns";
import { toCsv } from "~/exports/csv";
import { toJson } from "~/exports/json";
import { toRow, toWithdrawnRow } from "~/exports/rows";

const text = { en: "x", fr: "x" };
const indicator: Indicator = {
  code: "DEM-DRD-N",
  name: text,
  shortName: text,
  definition: text,
  theme: "harms",
  measure: "count",
  unit: "PS",
  dimensions: ["SEX", "AGE"],
  recall: null,
  population: null,
  standard: "",
  additive: [],
  thresholdPersons: 5,
  protectZeros: false,
  ranking: true,
  caution: null,
};
const from: PublicProvenance = {
  kind: "answer",
  country: "FR",
  role: "focal-point",
  round: "2025-annual",
  questionnaire: "annual",
  version: 1,
  questionId: "q",
  path: "q",
  revision: 1,
  submittedAt: null,
  acceptedAt: null,
  publicNoteLang: null,
  publicNote: null,
  fileName: null,
  fileHash: null,
  line: null,
  source: null,
  licence: null,
  url: null,
};
const point = (more: Partial<PublishedPoint>): PublishedPoint => ({
  series: "DEM-DRD-N:SEX=F",
  codes: { SEX: "F" },
  area: "FR",
  period: "2024",
  position: 0,
  periodStart: "2024-01-01",
  periodEnd: "2024-12-31",
  basis: "year-of-event",
  value: 638.5,
  code: null,
  lo: 600,
  hi: 670,
  n: 1204,
  flags: ["B", "P"],
  withheld: false,
  coverage: null,
  note: null,
  breakBy: "declared",
  provenance: 1,
  derivedFrom: null,
  ...more,
});
const world = (lang: "en" | "fr" = "en") => ({
  indicator,
  release: "2026-1",
  passportOf: ({ series, area: country, period }: { series: string; area: string; period: string }) =>
    `https://vigie.example${href("public.point", { lang, release: "2026-1", series, country, period })}`,
  lang,
  unitOf: () => "PS",
  provenance: () => from,
  numeratorOf: () => from,
});
const row = (more: Partial<PublishedPoint>) => toRow(point(more), world());
const columns = columnsOf(indicator);

describe("a CSV of figures", () => {
  it("has the frozen columns, dimensions in the indicator's order", () => {
    expect(columns.join(",")).toBe(
      "indicator,country,period,SEX,AGE,unit,value,lower,upper,n_obs,flags,reason,coverage,note,source,release,point",
    );
  });

  it("carries flags, interval, source and passport with every value", () => {
    expect(toCsv(columns, [row({})])).toBe(
      "indicator,country,period,SEX,AGE,unit,value,lower,upper,n_obs,flags,reason,coverage,note,source,release,point\r\nDEM-DRD-N,FR,2024,F,_T,PS,638.5,600,670,1204,B P,,_T,,2025-annual,2026-1,https://vigie.example/en/points/2026-1/DEM-DRD-N%3ASEX%3DF/FR/2024\r\n",
    );
  });

  it("keeps zero, a missing value with its reason, a policy answer and part of a country apart", () => {
    const rows = [
      row({ value: 0, flags: [], lo: null, hi: null, n: null }),
      row({ value: null, flags: ["Q"], lo: null, hi: null, n: null, withheld: true }),
      row({ value: null, code: "IN_FORCE", flags: [] }),
      row({ codes: { SEX: "F", COVERAGE: "S" }, coverage: { place: "Vienna", share: null } }),
    ];
    const read = parse(toCsv(columns, rows), { columns: true }) as Record<string, string>[];
    expect(read.map((one) => [one.value, one.reason, one.coverage])).toEqual([
      ["0", "", "_T"],
      ["", "Q", "_T"],
      ["IN_FORCE", "", "_T"],
      ["638.5", "", "S Vienna"],
    ]);
  });

  it("guards texts that a spreadsheet would run, and never numbers", () => {
    const read = parse(
      toCsv(columns, [
        row({ value: -1, lo: null, hi: null, note: { lang: "en", text: '=HYPERLINK("x")' } }),
        row({ note: { lang: "fr", text: '@SUM(A1), "deux"\nlignes' } }),
      ]),
      { columns: true },
    ) as Record<string, string>[];
    expect(read.map((one) => [one.value, one.note])).toEqual([
      ["-1", `'=HYPERLINK("x")`],
      ["638.5", `'@SUM(A1), "deux"\nlignes`],
    ]);
  });

  it("speaks to a French spreadsheet with semicolons, decimal commas and a mark", () => {
    const french = toCsv(columns, [row({})], "fr");
    expect(french.charCodeAt(0)).toBe(0xfeff);
    expect(french).toContain(";638,5;600;670;1204;B P;");
    const english = toCsv(columns, [row({})], "en");
    expect(english.charCodeAt(0)).toBe(0xfeff);
    expect(english).toContain(",638.5,600,");
  });

  it("says the same as the JSON", () => {
    const rows = [row({}), row({ value: null, flags: ["L"], lo: null, hi: null, n: null })];
    const json = JSON.parse(
      toJson(indicator, rows, {
        release: "2026-1",
        publishedAt: "x",
        licence: "CC BY 4.0",
        synthetic: true,
        columns: "x",
      }),
    );
    const csv = parse(toCsv(columns, rows), { columns: true }) as Record<string, string>[];
    json.rows.forEach((one: Record<string, unknown>, at: number) => {
      expect(String(one.value ?? "")).toBe(csv[at]!.value);
      expect((one.flags as string[]).join(" ")).toBe(csv[at]!.flags);
      expect(one.reason ?? "").toBe(csv[at]!.reason);
      expect((one.dimensions as Record<string, string>).SEX).toBe(csv[at]!.SEX);
    });
  });

  it("has a row for a point that was taken out, without value, saying when and why", () => {
    const taken = {
      series: "DEM-DRD-N:SEX=F",
      codes: { SEX: "F" },
      area: "FR",
      period: "2019",
      release: "2026-1",
      reason: { en: "Counted twice.", fr: "Compté deux fois." },
    };
    const read = (lang: "en" | "fr") =>
      (parse(toCsv(columns, [toWithdrawnRow(taken, world(lang))]), { columns: true }) as Record<string, string>[])[0]!;
    expect(read("en")).toMatchObject({
      SEX: "F",
      value: "",
      flags: "",
      reason: "WITHDRAWN",
      note: "Withdrawn with release 2026-1: Counted twice.",
    });
    expect(read("fr").note).toBe("Retiré à la diffusion 2026-1\u00a0: Compté deux fois.");
  });

  it("says of a computed figure from which figures, with their sources", () => {
    const derivedFrom = {
      numeratorSeries: "DEM-DRD-N",
      numerator: 21,
      denominator: 2_900_000,
      per: 100_000,
      source: { en: "Estimates", fr: "Estimations" },
      vintage: "2025",
      base: { en: "total population", fr: "population totale" },
      projected: false,
    };
    expect(row({ derivedFrom }).source).toBe(
      "computed: DEM-DRD-N (2025-annual) ÷ population (Estimates, total population, vintage 2025) × 100000",
    );
    expect(row({ derivedFrom }).computedFrom).toEqual(derivedFrom);
  });

  it("has every column in docs/api.md, in its order", () => {
    const page = readFileSync("docs/api.md", "utf8").split("## Columns of figures")[1]?.split("\n## ")[0] ?? "";
    const named = [...page.matchAll(/^\| `([^`]+)` \|/gm)].map((match) => match[1]);
    expect(named).toEqual(columnMeanings.map((one) => one.name));
  });

  it("explains every column it has", () => {
    const explained = columnMeanings.map((one) => one.name);
    for (const column of columns.filter((one) => !indicator.dimensions.includes(one)))
      expect(explained).toContain(column);
    expect(new Set(columnMeanings.flatMap(({ meaning }) => [meaning.en, meaning.fr])).size).toBe(2 * explained.length);
  });
});

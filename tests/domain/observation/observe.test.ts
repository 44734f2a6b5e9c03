import { expect, test } from "vitest";
import { observeFindings, observeSection } from "~/domain/observation/observe";
import type { Period } from "~/domain/observation/period";
import { readQuestionnaire } from "~/survey/questionnaire/read-questionnaire";
import { sampleDefinition, sampleDictionary } from "../../support/sample-questionnaire";

const sample = readQuestionnaire(sampleDefinition);

function input(section: string, answers: Record<string, unknown>, hidden: string[] = []) {
  return {
    questionnaire: sample,
    dictionary: sampleDictionary,
    section,
    answers: new Map(Object.entries(answers).map(([path, value], index) => [path, { value, seq: index + 1 }])),
    hidden,
    area: "FR",
    referencePeriod: "2025" as Period,
    submission: 7,
    revision: 1,
  };
}

/** `series period value|code flags` of each observation. */
function said(section: string, answers: Record<string, unknown>, hidden: string[] = []): string[] {
  return observeSection(input(section, answers, hidden)).map((o) =>
    [o.series, o.period, o.code ?? o.value ?? "none", ...o.flags].join(" "),
  );
}

test("one figure is one observation with its status, note and provenance", () => {
  const note = { lang: "fr" as const, text: "Deux registres" };
  const [observation, ...rest] = observeSection(
    input("deaths", { deaths_total: { v: 638, lo: 600, hi: 670, n: 9, f: ["B", "P"], c: "N", note } }),
  );
  expect(rest).toEqual([]);
  expect(observation).toEqual({
    series: "DEM-DRD-N",
    indicator: "DEM-DRD-N",
    unit: "PS",
    codes: { SEX: "_T" },
    area: "FR",
    period: "2025",
    basis: "year-of-event",
    value: 638,
    code: null,
    lt: null,
    lo: 600,
    hi: 670,
    n: 9,
    flags: ["B", "P"],
    conf: "N",
    coverage: null,
    note,
    breakBy: "declared",
    provenance: { kind: "answer", submission: 7, revision: 1, section: "deaths", path: "deaths_total", seq: 1 },
  });
});

test("a reason, a zero and a figure below a limit are observed, an empty answer is not", () => {
  expect(said("deaths", { deaths_total: { v: null, f: ["L"] } })).toEqual(["DEM-DRD-N 2025 none L"]);
  expect(said("deaths", { deaths_total: { v: 0 } })).toEqual(["DEM-DRD-N 2025 0"]);
  expect(observeSection(input("deaths", { deaths_total: { v: null, lt: 5, f: ["Q"] } }))[0]).toMatchObject({
    value: null,
    lt: 5,
  });
  expect(said("deaths", { deaths_total: null })).toEqual([]);
});

test("totals are computed when all parts have values; the first level of a tree is added once", () => {
  const parts = {
    "entrants/OPI/F": { v: 3 },
    "entrants/OPI/M": { v: 4, f: ["P"] },
    "entrants/HER/M": { v: 2 },
    "entrants/COC/F": { v: 1 },
    "entrants/COC/M": { v: 10 },
  };
  expect(said("treatment", parts).sort()).toEqual(
    [
      "DEM-TDI-ALL:SEX=F;SUBSTANCE=OPI 2025 3",
      "DEM-TDI-ALL:SEX=M;SUBSTANCE=OPI 2025 4 P",
      "DEM-TDI-ALL:SEX=M;SUBSTANCE=HER 2025 2",
      "DEM-TDI-ALL:SEX=F;SUBSTANCE=COC 2025 1",
      "DEM-TDI-ALL:SEX=M;SUBSTANCE=COC 2025 10",
      "DEM-TDI-ALL:SUBSTANCE=OPI 2025 7 P",
      "DEM-TDI-ALL:SUBSTANCE=HER 2025 2",
      "DEM-TDI-ALL:SUBSTANCE=COC 2025 11",
      "DEM-TDI-ALL:SEX=F 2025 4",
      "DEM-TDI-ALL:SEX=M 2025 14 P",
      "DEM-TDI-ALL 2025 18 P",
    ].sort(),
  );
});

test("a sum over a missing part is missing, unless somebody typed the total", () => {
  const half = { "entrants/OPI/F": { v: 3 }, "entrants/OPI/M": { v: null, f: ["L"] }, "entrants/COC/M": { v: 5 } };
  expect(said("treatment", half)).not.toContain("DEM-TDI-ALL:SUBSTANCE=OPI 2025 3");
  expect(said("treatment", { ...half, "entrants/OPI/_T": { v: 9, f: ["E"] } })).toContain(
    "DEM-TDI-ALL:SUBSTANCE=OPI 2025 9 E",
  );
  const full = { ...half, "entrants/OPI/M": { v: 4 }, "entrants/OPI/_T": { v: 9 } };
  expect(said("treatment", full)).toContain("DEM-TDI-ALL:SUBSTANCE=OPI 2025 7");
});

test("rows of years are periods, columns of measures join one value, tabs are a dimension", () => {
  const answers = {
    "deaths_years/Y0/F": { v: 5 },
    "deaths_years/Y1/F": { v: 4 },
    "use/F/CAN/V": { v: 6.1 },
    "use/F/CAN/LO": { v: 5.2 },
    "use/F/CAN/HI": { v: 7 },
    "use/F/CAN/N": { v: 1200 },
    "use/_T/CAN/LO": { v: 1 },
  };
  expect(said("deaths", answers)).toEqual([
    "DEM-DRD-N:SEX=F 2025 5",
    "DEM-DRD-N:SEX=F 2024 4",
    "DEM-GPS-LYP:SEX=F;SUBSTANCE=CAN 2025 6.1",
  ]);
  expect(observeSection(input("deaths", answers))[2]).toMatchObject({
    lo: 5.2,
    hi: 7,
    n: 1200,
    basis: "fieldwork",
    unit: "PT",
  });
});

test("rows of an open table take method, year and coverage from answers", () => {
  const row = {
    "estimates/#rows": ["a"],
    "estimates/a/central": { v: 900 },
    "estimates/a/method": "CRC",
    "estimates/a/year": 2021,
  };
  expect(said("deaths", row)).toEqual(["DEM-HRDU:METHOD=CRC 2021 900"]);
  expect(said("deaths", { ...row, register: "S" })).toEqual(["DEM-HRDU:COVERAGE=S;METHOD=CRC 2021 900"]);
  expect(said("deaths", { ...row, "estimates/a/method": "other" })).toEqual(["DEM-HRDU:METHOD=_O 2021 900"]);
  expect(said("deaths", { ...row, "estimates/#rows": [] })).toEqual([]);
  const { "estimates/a/year": _, ...undated } = row;
  expect(said("deaths", undated)).toEqual([]);
  expect(observeFindings(input("deaths", undated))).toMatchObject([
    { code: "required", at: "estimates/a/year", related: ["estimates/a/central"] },
  ]);
});

test("two figures of one series and period are found, and the first stands", () => {
  const rows = Object.fromEntries(
    ["a", "b"].flatMap((id, v) => [
      [`estimates/${id}/central`, { v }],
      [`estimates/${id}/method`, "CRC"],
      [`estimates/${id}/year`, 2021],
    ]),
  );
  expect(said("deaths", rows)).toEqual(["DEM-HRDU:METHOD=CRC 2021 0"]);
  expect(observeFindings(input("deaths", rows))).toMatchObject([
    { level: "error", code: "series-twice", at: "estimates/b/central", related: ["estimates/a/central"] },
  ]);
});

test("choices give one observation per code, yes and no are codes, a ranking gives places", () => {
  expect(said("about", { modules: ["DEATHS", "other"], oat: true, concern: ["COC", "OPI"] })).toEqual([
    "CAP-MOD 2025 DEATHS",
    "CAP-MOD 2025 _O",
    "POL-OAT 2025 Y",
    "DEM-RANK:SUBSTANCE=COC 2025 1",
    "DEM-RANK:SUBSTANCE=OPI 2025 2",
  ]);
  expect(said("treatment", { "control/OPI": "NO" })).toEqual(["POL-CON:SUBSTANCE=OPI 2025 NO"]);
});

test("personal, hidden and unobserved answers are set aside", () => {
  const answers = {
    contact: "Claire",
    story: "x",
    oat: true,
    "estimates/a/central": { v: 1 },
    "estimates/a/method": "CRC",
    "estimates/a/year": 2020,
  };
  expect(said("about", answers)).toEqual(["POL-OAT 2025 Y"]);
  expect(said("about", answers, ["oat"])).toEqual([]);
  expect(said("deaths", answers, ["estimates/a/central"])).toEqual([]);
  expect(said("deaths", answers, ["estimates"])).toEqual([]);
});

test("a section's observations do not depend on the answers of others", () => {
  const own = { "entrants/OPI/F": { v: 3 } };
  expect(said("treatment", { ...own, deaths_total: { v: 1 }, oat: true })).toEqual(said("treatment", own));
});

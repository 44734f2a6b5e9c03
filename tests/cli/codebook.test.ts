import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { codebookLines } from "~/cli/codebook-lines";
import { readQuestionnaire } from "~/survey/questionnaire/read-questionnaire";
import { dictionaryWith, readDefinition } from "../support/questionnaire-files";

function linesOf(id: string): string[] {
  const { definition } = readDefinition(id);
  return codebookLines(readQuestionnaire(definition), dictionaryWith(definition));
}

test("the codebook of the annual questionnaire prints as many figures as the list kept by hand", () => {
  const lines = linesOf("annual");
  const kept = readFileSync("surveys/annual/figures.txt", "utf8").trimEnd().split("\n").at(-1);
  const printed = lines.filter((line) => line.startsWith("  figure | "));
  expect(`total ${printed.length}`).toBe(kept);
  expect(lines.at(-1)).toBe(`${printed.length} figures`);
  expect(printed.length).toBeGreaterThanOrEqual(1000);
  expect(new Set(printed.map((line) => line.split(" | ")[1])).size).toBe(printed.length);
});

test("a figure is printed with its path, series, unit and words in both languages", () => {
  const lines = linesOf("annual");
  expect(lines).toContain(
    "  figure | tdi_drug/HER/FIRST | DEM-TDI-ALL:STATUS=FIRST;SUBSTANCE=HER, COVERAGE from tdi_src_area, COVERAGE_PLACE from tdi_src_place, COVERAGE_SHARE from tdi_src_share | persons / personnes | Heroin · First ever / Héroïne · Jamais traitées auparavant",
  );
  expect(
    lines.find((line) => line.startsWith("  figure | deaths_years/Y2/F | DEM-DRD-N:SEX=F, 2 years before")),
  ).toBeDefined();
  expect(
    lines.find((line) => line.startsWith("  figure | seizure_pieces/MDMA/SUP-SEI-QTY | SUP-SEI-QTY@TAB:")),
  ).toContain("tablets / comprimés");
  expect(lines).toContain("  text fr: Personnes entrant en traitement par produit principal (en personnes)");
});

test("a figure without series says why", () => {
  const lines = linesOf("annual");
  const at = lines.indexOf("adults_gross (figure)");
  const end = lines.findIndex((line, index) => index > at && line === "");
  expect(lines.slice(at, end)).toContain(
    "  no series: Only serves to work out and check a percentage asked beside it.",
  );
  expect(lines.some((line) => line.includes("no reason given"))).toBe(false);
});

import { describe, expect, it } from "vitest";
import { toDictionary } from "~/domain/dictionary/dictionary";
import { parsePeriod } from "~/domain/observation/period";
import { type AcceptedPoint, lastAccepted } from "~/domain/submission/last-accepted";
import { readQuestionnaire } from "~/survey/questionnaire/read-questionnaire";
import { readDictionaryFiles } from "~db/collection/dictionary-files";

const text = (en: string) => ({ default: en, fr: en });
const dictionary = toDictionary(readDictionaryFiles());
const questionnaire = readQuestionnaire({
  vigie: { id: "small", version: 1, checks: [] },
  title: text("Small"),
  pages: [
    {
      name: "deaths",
      title: text("Deaths"),
      elements: [
        {
          type: "figure",
          name: "deaths_total",
          title: text("Deaths"),
          unit: "PS",
          observe: { indicator: "DEM-DRD-N" },
        },
        {
          type: "figuregrid",
          name: "years",
          title: text("Years"),
          unit: "PS",
          rows: [
            { value: "Y0", text: text("Y0") },
            { value: "Y1", text: text("Y1") },
          ],
          columns: [
            { value: "F", text: text("Women") },
            { value: "M", text: text("Men") },
          ],
          totals: { columns: true },
          observe: { indicator: "DEM-DRD-N", rows: "PERIOD", columns: "SEX" },
        },
      ],
    },
  ],
});

const point = (
  series: string,
  period: string,
  value: number | null,
  flags: AcceptedPoint["flags"] = [],
): AcceptedPoint => ({
  series,
  period,
  value,
  code: null,
  flags,
});
const referencePeriod = parsePeriod("2025")!;

describe("values accepted before", () => {
  it("shows the years before the reference period, newest first, with status and reason", () => {
    const points = [
      point("DEM-DRD-N", "2023", 231),
      point("DEM-DRD-N", "2024", 240, ["P"]),
      point("DEM-DRD-N", "2022", null, ["L"]),
      point("DEM-DRD-N", "2025", 999),
    ];
    expect(lastAccepted(questionnaire, points, { dictionary, referencePeriod }).get("deaths_total")).toEqual([
      { period: "2024", figure: { v: 240, f: ["P"] } },
      { period: "2023", figure: { v: 231 } },
      { period: "2022", figure: { v: null, f: ["L"] } },
    ]);
  });

  it("begins an old year with the very year it corrects", () => {
    const points = [point("DEM-DRD-N:SEX=F", "2024", 70), point("DEM-DRD-N:SEX=F", "2023", 60)];
    const found = lastAccepted(questionnaire, points, { dictionary, referencePeriod });
    expect(found.get("years/Y1/F")?.[0]).toEqual({ period: "2024", figure: { v: 70 } });
    expect(found.get("years/Y0/F")?.[0]).toEqual({ period: "2024", figure: { v: 70 } });
  });

  it("finds the former total of a computed column", () => {
    const found = lastAccepted(questionnaire, [point("DEM-DRD-N", "2024", 240)], { dictionary, referencePeriod });
    expect(found.get("years/Y1/_T")?.[0]).toEqual({ period: "2024", figure: { v: 240 } });
  });
});

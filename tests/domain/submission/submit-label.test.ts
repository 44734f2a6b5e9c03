import { describe, expect, it } from "vitest";
import { labelOf } from "~/domain/submission/submit-label";
import { prefixServing } from "~/domain/submission/submit-path";
import { daysBetween, formatWhen } from "~/i18n/when";
import { readQuestionnaire } from "~/survey/questionnaire/read-questionnaire";
import { smallQuestionnaire } from "../../support/small-questionnaire";

const questionnaire = readQuestionnaire(smallQuestionnaire);
const around = { referencePeriod: "2025", rowIds: new Map([["registers", ["r7", "r9"]]]) };

describe("the name of a place", () => {
  it.each([
    ["entrants/OPI/F", "2.1", "Opioids, Women", "Entrants by drug and sex (persons): Opioids, Women"],
    ["deaths_by_year/Y1/M", "1.1", "2024, Men", "Deaths by year and sex (persons): 2024, Men"],
    ["deaths_by_year/Y0/_T", "1.1", "2025, total", "Deaths by year and sex (persons): 2025, total"],
    ["entrants/OPI", "2.1", "Opioids", "Entrants by drug and sex (persons): Opioids"],
    ["nitazenes", null, "Deaths with nitazenes found (persons)", "Deaths with nitazenes found (persons)"],
    ["registers/r9/register_name", "3.1", "Name of the register, row 2", "Name of the register, row 2"],
    ["gone/OPI/F", null, "gone/OPI/F", "gone/OPI/F"],
  ])("%s is %s %s", (path, table, label, full) => {
    expect(labelOf(questionnaire, path, around)).toMatchObject({ table, label: { en: label }, full: { en: full } });
  });

  it("is French in French, with its spaces", () => {
    expect(labelOf(questionnaire, "entrants/OPI/F", around).full.fr).toBe(
      "Entrées par drogue et sexe (personnes)\u00a0: Opioïdes, Femmes",
    );
  });
});

describe("what a reason serves", () => {
  it.each([
    ["grid/OPI/F", "figure", "grid/OPI/F"],
    ["grid/OPI/F", "row", "grid/OPI"],
    ["grid/TAB/OPI/F", "row", "grid/TAB/OPI"],
    ["grid/OPI/F", "table", "grid"],
    ["deaths", "row", "deaths"],
  ] as const)("%s for the %s is %s", (path, serves, prefix) => expect(prefixServing(path, serves)).toBe(prefix));
});

describe("when something happened, in Paris", () => {
  const now = "2026-11-24T23:30:00.000Z"; // 25 November, 00:30
  it.each([
    ["2026-11-24T23:10:00.000Z", 0, "today 00:10", "aujourd’hui 00\u00a0h\u00a010"],
    ["2026-11-24T22:59:00.000Z", 1, "yesterday 23:59", "hier 23\u00a0h\u00a059"],
    ["2026-11-22T10:00:00.000Z", 3, "22 November", "22 novembre"],
    ["2025-12-31T10:00:00.000Z", 329, "31 December 2025", "31 décembre 2025"],
  ])("%s was %i days ago", (instant, days, en, fr) => {
    expect(daysBetween(instant, now)).toBe(days);
    expect(formatWhen(instant, now, { lang: "en" })).toBe(en);
    expect(formatWhen(instant, now, { lang: "fr" })).toBe(fr);
  });
  it("counts whole days over a change of the clock", () => {
    expect(daysBetween("2026-10-24T12:00:00.000Z", "2026-10-26T12:00:00.000Z")).toBe(2);
  });
  it("has its article in a French sentence", () => {
    expect(formatWhen("2026-11-22T10:00:00.000Z", now, { lang: "fr", inSentence: true })).toBe("le 22 novembre");
  });
});

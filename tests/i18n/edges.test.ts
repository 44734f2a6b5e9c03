import { expect, test } from "vitest";
import { compare, isFree, type Observed } from "~/domain/comparison/comparison";
import { factsOfTrend } from "~/domain/comparison/summary";
import type { Lang, Unit } from "~/domain/dictionary/dictionary";
import { number, type Speech } from "~/i18n/public/speech";
import { speakTrend } from "~/i18n/public/summary";
import { unitWords } from "~/i18n/units";
import units from "~db/dictionary/units.json";

/* Sentences at the edges of what is compared: ties, a break at the last year, values below zero, several flags. */

const names: Record<Lang, Record<string, string>> = {
  en: { CH: "Switzerland", EE: "Estonia", FI: "Finland", FR: "France", MC: "Monaco", NO: "Norway" },
  fr: { CH: "Suisse", EE: "Estonie", FI: "Finlande", FR: "France", MC: "Monaco", NO: "Norvège" },
};
const periods = ["2020", "2021", "2022", "2023", "2024"];
const areas = Object.keys(names.en);

type Given = Partial<Observed> & { area: string; value: number };

const said = (points: Given[], chosen: string[], code: string) => {
  const none = { code: null, lo: null, hi: null, n: null, note: null, breakBy: null };
  const compared = compare(
    points.map((one): Observed => ({ series: "X", codes: {}, period: "2024", flags: [], ...none, ...one })),
    areas,
    periods,
  );
  if (isFree(compared)) throw new Error("free");
  const unit = (units as Unit[]).find((one) => one.code === code)!;
  return (["en", "fr"] as const).map((lang) => {
    const speech: Speech = {
      ...{ lang, name: (area) => names[lang][area] ?? area },
      ...{ unit: unitWords(unit, lang), decimals: unit.decimals, narrowed: false },
    };
    const options = { ranking: true, periods, shown: (value: number) => number(speech, value) };
    return speakTrend(factsOfTrend(compared.lines, chosen, options), speech)
      .join(" ")
      .replace(/[\u00a0\u202f]/g, " ");
  });
};
const values = (given: Record<string, number>): Given[] =>
  Object.entries(given).map(([area, value]) => ({ area, value }));

test("a tie of three names all three, one of four says how many, one of all says so", () => {
  expect(said(values({ EE: 0, FI: 0, FR: 0, NO: 7, CH: 7 }), [], "ALERT")).toEqual([
    "Of 6 countries 5 have data; in 2024 the highest of 5 values is 7 (Switzerland and Norway), the lowest 0 (Estonia, Finland and France).",
    "Sur 6 pays, 5 ont des données ; en 2024, la plus élevée des 5 valeurs est 7 (Suisse et Norvège), la plus basse 0 (Estonie, Finlande et France).",
  ]);
  const [english, french] = said(values({ EE: 1, FI: 1, FR: 1, MC: 1, NO: 7 }), [], "SITE");
  expect(english).toContain("the lowest 1 in 4 of 5 countries.");
  expect(french).toContain("la plus basse 1 dans 4 pays sur 5.");
  expect(said(values({ EE: 1, FI: 1, FR: 1 }), ["FR"], "KG")).toEqual([
    "In 2024 France reported 1 kilogram. Of 6 countries 3 have data; in 2024 all 3 values are 1.",
    "En 2024, la France a déclaré 1 kilogramme. Sur 6 pays, 3 ont des données ; en 2024, les 3 valeurs sont toutes de 1.",
  ]);
});

test("a value that is the first after a break, with flags of its own, stands beside none before it", () => {
  const points: Given[] = [
    { area: "NO", period: "2020", value: 5 },
    { area: "NO", value: 4, flags: ["B", "E", "P"], breakBy: "declared" },
  ];
  expect(said(points, ["NO"], "PS")).toEqual([
    "In 2024 Norway reported 4 persons (after a break, estimated, provisional). Of 6 countries 1 has data. Not comparable with earlier values: Norway from 2024 (break).",
    "En 2024, la Norvège a déclaré 4 personnes (après une rupture, estimé, provisoire). Sur 6 pays, 1 a des données. Non comparables avec les valeurs antérieures : Norvège à partir de 2024 (rupture).",
  ]);
});

test("values below zero keep their sign and digits, and are the lowest", () => {
  const points: Given[] = [
    { area: "NO", period: "2020", value: 0.3 },
    ...values({ NO: -0.04, EE: 0 }),
    { area: "FR", value: -1.5, flags: ["U"] },
  ];
  expect(said(points, ["NO"], "YR")).toEqual([
    "In 2024 Norway reported −0.04 years (0.3 in 2020). Of 6 countries 3 have data; in 2024 the highest of 3 values is 0.0 (Estonia), the lowest −1.5 (France, low reliability).",
    "En 2024, la Norvège a déclaré −0,04 an (0,3 en 2020). Sur 6 pays, 3 ont des données ; en 2024, la plus élevée des 3 valeurs est 0,0 (Estonie), la plus basse −1,5 (France, faible fiabilité).",
  ]);
});

import { describe, expect, it } from "vitest";
import type { TrendFacts } from "~/domain/comparison/summary";
import type { Lang, Unit } from "~/domain/dictionary/dictionary";
import { en, fr } from "~/i18n/agreeing";
import { speakTrend } from "~/i18n/public/summary";
import { figureWithUnit, unitSigns, unitWords } from "~/i18n/units";
import units from "~db/dictionary/units.json";
import { withSingular } from "~db/release/singulars";

const known = new Map((units as Unit[]).map((unit) => [unit.code, unit]));
const said = (value: number, code: string, lang: Lang) => {
  const unit = known.get(code)!;
  const { decimals } = unit;
  return figureWithUnit(value, unitWords(unit, lang), lang, { decimals }).replace(/[\u00a0\u202f]/g, " ");
};

describe("a unit after a number", () => {
  it.each([
    ["SITE", "en", ["0 sites", "1 site", "2 sites"]],
    ["ALERT", "fr", ["0 alerte", "1 alerte", "2 alertes"]],
    ["PS", "fr", ["0 personne", "1 personne", "2 personnes"]],
    ["PS", "en", ["0 persons", "1 person", "2 persons"]],
    ["FACILITY", "en", ["0 facilities", "1 facility", "2 facilities"]],
    ["PT", "fr", ["0,0 pour cent", "1,0 pour cent", "2,0 pour cent"]],
  ] as const)("%s agrees in %s", (code, lang, expected) => {
    expect([0, 1, 2].map((value) => said(value, code, lang))).toEqual(expected);
  });

  it("takes « de » after whole millions in French, and the singular up to two", () => {
    expect(said(1_000_000, "PS", "fr")).toBe("1 000 000 de personnes");
    expect(said(1_000_000, "ALERT", "fr")).toBe("1 000 000 d’alertes");
    expect(said(1_000_000, "PS", "en")).toBe("1 000 000 persons");
    expect(said(1_500_000, "PS", "fr")).toBe("1 500 000 personnes");
    expect(said(1_000_000, "R100K", "fr")).toBe("1 000 000 pour 100 000 habitants");
    expect([1.5, 0.4].map((value) => said(value, "KG", "fr"))).toEqual(["1,5 kilogramme", "0,4 kilogramme"]);
    expect([1.5, 0.4].map((value) => said(value, "KG", "en"))).toEqual(["1.5 kilograms", "0.4 kilograms"]);
  });

  it("goes by the digits shown: 1.0 years are plural in English, « 1,0 an » is not in French", () => {
    expect(said(1, "YR", "en")).toBe("1.0 years");
    expect(said(1, "YR", "fr")).toBe("1,0 an");
  });

  it("has both numbers in the dictionary wherever its name is a noun", () => {
    for (const unit of known.values()) {
      const isNoun = !/^(per |percent|level |category)/.test(unit.name.en);
      expect(unit.one !== undefined, unit.code).toBe(isNoun);
      if (!unit.one) continue;
      for (const lang of ["en", "fr"] as const) {
        expect(unitWords(unit, lang).one, unit.code).toBe(unit.one.name[lang]);
        if (unit.code !== "CASE" || lang === "en") expect(unit.one.name[lang]).not.toBe(unit.name[lang]);
        const sign = unitSigns(unit, lang);
        // A word among the signs is a noun too, an abbreviation is not.
        if (/^\p{Ll}{3,}s$/u.test(unit.symbol[lang])) expect(sign.one).toBe(unit.symbol[lang].slice(0, -1));
      }
    }
  });
});

it("a message agrees with the number it is given, written or not, and leaves what is put in as it is", () => {
  expect(en`${1} answer[s] [has|have] two values`).toBe("1 answer has two values");
  expect(fr`${0} réponse[s] [a|ont] deux valeurs`).toBe("0 réponse a deux valeurs");
  expect(fr`${"1\u202f000\u202f000"} chiffre[s] masqué[s]`).toBe("1\u202f000\u202f000 de chiffres masqués");
  expect(fr`${1_000_000} [a|ont] répondu`).toBe("1\u202f000\u202f000 ont répondu");
  expect(en`${1} of ${41} indicator[s] [0:has|have] figures`).toBe("1 of 41 indicators has figures");
  expect(en`${2} note[s]: ${"a [b|c] d"}`).toBe("2 notes: a [b|c] d");
});

it("the only line shown is not one of several", () => {
  const last = {
    kind: "value" as const,
    period: "2024",
    value: 1,
    lo: null,
    hi: null,
    n: null,
    flags: [],
    fewCases: false,
    note: null,
    breakBy: "declared" as const,
    origin: { kind: "answer" as const, source: null, population: null },
  };
  const facts = (areas: readonly string[]): TrendFacts => ({
    period: "2024",
    frequency: "A",
    now: areas.map((area) => ({ area, last, first: null })),
    earlier: [],
    without: [],
    withheld: [],
    withheldData: 0,
    withData: areas.length,
    of: 41,
    inPeriod: areas.length,
    differing: 0,
    highest: null,
    lowest: null,
    breaks: areas.map((area) => ({ area, period: "2024", by: "declared" })),
    elsewhere: [],
  });
  const spoken = (areas: readonly string[], lang: Lang) =>
    speakTrend(facts(areas), {
      lang,
      name: (code) => ({ EE: "Estonia", FI: "Finland" })[code] ?? code,
      unit: unitWords(known.get("SITE"), lang),
      decimals: 0,
    }).map((sentence) => sentence.replace(/[\u00a0\u202f]/g, " "));
  expect(spoken(["EE"], "en")).toEqual([
    "In 2024 Estonia reported 1 site.",
    "Of 41 countries 1 has data.",
    "Not comparable with earlier values: Estonia from 2024 (break).",
  ]);
  expect(spoken(["EE", "FI"], "en")).toContain(
    "Not comparable with earlier values: Estonia and Finland from 2024 (break).",
  );
  expect(spoken(["EE"], "fr")).toContain(
    "Non comparables avec les valeurs antérieures : Estonia à partir de 2024 (rupture).",
  );
});

it("a release made before units had a singular takes the one of the same words, and no other", () => {
  const { one: _one, ...site } = known.get("SITE")!;
  expect(withSingular(site).one?.name).toEqual({ en: "site", fr: "site" });
  expect(withSingular({ ...site, name: { en: "places", fr: "lieux" } }).one).toBeUndefined();
});

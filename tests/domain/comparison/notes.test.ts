import { describe, expect, it } from "vitest";
import { compare, isFree, type Line, type Observed } from "~/domain/comparison/comparison";
import { isOld } from "~/domain/comparison/groups";
import { collectNotes, notesAbout, toSpans } from "~/domain/comparison/notes";
import { factsOfLatest, factsOfTrend } from "~/domain/comparison/summary";
import { home } from "~/i18n/public/home";
import { publicWords } from "~/i18n/public/public";
import { speakTrend } from "~/i18n/public/summary";
import { speakLatest } from "~/i18n/public/summary-latest";

const periods = ["2020", "2021", "2022", "2023", "2024"];

function linesOf(points: Partial<Observed>[], areas: string[]): Line[] {
  const full = points.map(
    (one): Observed => ({
      series: "X",
      codes: {},
      area: "NO",
      period: "2020",
      value: null,
      code: null,
      lo: null,
      hi: null,
      n: null,
      flags: one.value == null ? ["O"] : [],
      note: null,
      breakBy: null,
      ...one,
    }),
  );
  const compared = compare(full, areas, periods);
  if (isFree(compared)) throw new Error("free");
  return compared.lines;
}

const note = (text: string) => ({ lang: "en" as const, text });
const lines = linesOf(
  [
    { area: "NO", period: "2020", value: 6.6 },
    {
      area: "NO",
      period: "2022",
      value: 5.9,
      flags: ["B", "P"],
      breakBy: "declared",
      note: note("Coded by software."),
    },
    { area: "NO", period: "2024", value: 5.9, flags: ["P"] },
    { area: "IE", period: "2020", value: 3.1 },
    { area: "IE", period: "2023", value: 4.4, flags: ["P"] },
    { area: "PT", period: "2021", value: 0.3, flags: ["D"], note: note("Own definition.") },
    { area: "PT", period: "2024", value: 0.7, flags: ["D"], note: note("Own definition.") },
    { area: "SI", period: "2021", value: null, flags: ["L"] },
    { area: "SI", period: "2022", value: null, flags: ["L"] },
    { area: "SI", period: "2023", value: null, flags: ["Q"] },
    { area: "SI", period: "2024", value: 3.4 },
    { area: "MC", period: "2024", value: 0 },
  ],
  ["NO", "IE", "PT", "SI", "MC", "AZ"],
);

describe("notes of a chart", () => {
  const notes = collectNotes(lines);

  it("say breaks first, then other definitions, then signs; each once, numbered", () => {
    expect(
      notes.map((one) => [
        one.number,
        one.sign,
        one.subjects.map((subject) => `${subject.area} ${subject.periods.join(",")}`).join("; "),
      ]),
    ).toEqual([
      [1, "B", "NO 2022"],
      [2, "D", "PT 2021,2024"],
      [3, "P", "NO 2022,2024; IE 2023"],
      [4, "L", "SI 2021,2022"],
    ]);
    expect(notes[1]!.subjects[0]!.all).toBe(true);
    expect(notes[0]!.text).toEqual(note("Coded by software."));
  });

  it("are found again for a country and for a figure", () => {
    expect(notesAbout(notes, "NO")).toEqual([1, 3]);
    expect(notesAbout(notes, "NO", "2024")).toEqual([3]);
    expect(notesAbout(notes, "AZ")).toEqual([]);
  });

  it("write following years as a span", () => {
    expect(toSpans(["2012", "2011", "2010", "2015", "2016", "2020"])).toEqual(["2010–2012", "2015", "2016", "2020"]);
  });
});

describe("the sentence over a chart", () => {
  const names: Record<string, [string, string]> = {
    NO: ["Norway", "Norvège"],
    IE: ["Ireland", "Irlande"],
    PT: ["Portugal", "Portugal"],
    SI: ["Slovenia", "Slovénie"],
    MC: ["Monaco", "Monaco"],
    AZ: ["Azerbaijan", "Azerbaïdjan"],
    NL: ["Netherlands", "Pays-Bas"],
  };
  const speech = (lang: "en" | "fr") => ({
    lang,
    name: (code: string) => names[code]![lang === "en" ? 0 : 1],
    unit: lang === "en" ? "deaths" : "décès",
    decimals: 1,
  });
  const facts = (ranking: boolean) => factsOfTrend(lines, ["NO", "PT", "IE", "AZ"], { ranking, periods });

  it("says first and last values, older ones with their year, who has none, extremes and breaks, in English", () => {
    expect(speakTrend(facts(true), speech("en"))).toEqual([
      "In 2024 Norway reported 5.9 deaths (provisional; 5.9 in 2022, after a break, provisional) and Portugal 0.7 (definition differs; 0.3 in 2021, definition differs).",
      "The latest value of Ireland is 4.4, for 2023 (provisional; 3.1 in 2020).",
      "Azerbaijan has no value in these years.",
      "Of 6 countries 5 have data; in 2024 the highest of 3 values of the common definition is 5.9 (Norway, provisional), the lowest 0.0 (Monaco).",
      "Not comparable with earlier values: Norway from 2022 (break).",
    ]);
  });

  it("says the same in French, with articles and French spaces", () => {
    expect(speakTrend(facts(true), speech("fr"))).toEqual([
      "En 2024, la Norvège a déclaré 5,9 décès (provisoire\u00a0; 5,9 en 2022, après une rupture, provisoire) et le Portugal 0,7 (définition différente\u00a0; 0,3 en 2021, définition différente).",
      "La dernière valeur de l’Irlande est 4,4, pour 2023 (provisoire\u00a0; 3,1 en 2020).",
      "L’Azerbaïdjan n’a pas de valeur pour ces années.",
      "Sur 6 pays, 5 ont des données\u00a0; en 2024, la plus élevée des 3 valeurs de la définition commune est 5,9 (Norvège, provisoire), la plus basse 0,0 (Monaco).",
      "Non comparables avec les valeurs antérieures\u00a0: Norvège à partir de 2022 (rupture).",
    ]);
  });

  it("names no highest and no lowest where ranking is forbidden", () => {
    expect(facts(false)).toMatchObject({ highest: null, lowest: null });
    expect(speakTrend(facts(false), speech("en"))).toContain("Of 6 countries 5 have data.");
  });

  it("takes the singular for one country in both languages", () => {
    const one = linesOf([{ area: "NO", period: "2024", value: 1 }], ["NO", "IE"]);
    const said = (lang: "en" | "fr") => speakTrend(factsOfTrend(one, [], { ranking: true, periods }), speech(lang));
    expect(said("en")).toEqual(["Of 2 countries 1 has data."]);
    expect(said("fr")).toEqual(["Sur 2 pays, 1 a des données."]);
  });

  it("puts the verb of a country whose name is a plural in the plural, in French", () => {
    const reported = linesOf([{ area: "NL", period: "2024", value: 5 }], ["NL", "NO"]);
    const said = (given: Line[], lang: "en" | "fr") =>
      speakTrend(factsOfTrend(given, ["NL"], { ranking: true, periods }), speech(lang))[0];
    expect(said(reported, "fr")).toBe("En 2024, les Pays-Bas ont déclaré 5,0 décès.");
    expect(said(reported, "en")).toBe("In 2024 the Netherlands reported 5.0 deaths.");
    const silent = linesOf([{ area: "NO", period: "2024", value: 1 }], ["NL", "NO"]);
    expect(said(silent, "fr")).toBe("Les Pays-Bas n’ont pas de valeur pour ces années.");
    expect(said(silent, "en")).toBe("The Netherlands has no value in these years.");
    expect(publicWords.fr.differ("Les Pays-Bas", true)).toBe("Les Pays-Bas comptent selon leur propre définition.");
    expect(home.fr.sentence("NL", "Pays-Bas", "638", "5")).toMatch(/^Les Pays-Bas ont 638 chiffres/);
    expect(home.fr.noFigures("NL", "Pays-Bas")).toBe("Les Pays-Bas n’ont pas de chiffre dans cette diffusion.");
    expect(home.fr.noFigures("NO", "Norvège")).toBe("La Norvège n’a pas de chiffre dans cette diffusion.");
    expect(home.en.noFigures("NL", "Netherlands")).toBe("The Netherlands has no figure in this release.");
  });

  it("says of latest values the oldest year and the medians with k of n, and nothing of extremes of another definition", () => {
    const latest = factsOfLatest(lines, { ranking: true, isOld });
    expect(latest).toMatchObject({ withData: 5, of: 6, oldest: "2023", newest: "2024", old: 0 });
    expect(latest.lowest).toMatchObject({ area: "MC" });
    const said = speakLatest(
      latest,
      [{ name: "European Union", figure: { median: 3.4, lowest: 0.7, highest: 4.4, k: 2, of: 3 } }],
      speech("en"),
    );
    expect(said[0]).toBe("Of 6 countries 5 have a value; the oldest is of 2023.");
    expect(said[1]).toBe("The median is 3.4 (European Union, 2 of 3 countries).");
  });

  it("says of some countries among all neither extremes where ranking is forbidden nor a name of another", () => {
    const all = factsOfLatest(lines, { ranking: false, isOld });
    const some = factsOfLatest(lines.slice(0, 4), { ranking: false, isOld, among: all });
    const none = factsOfLatest(lines.slice(0, 0), { ranking: false, isOld, among: all });
    for (const lang of ["en", "fr"] as const) {
      const said = speakLatest(some, [], speech(lang));
      expect(said).toHaveLength(2);
      expect(said[0]).toMatch(lang === "en" ? /^Of the 4 countries shown / : /^Sur les 4 pays affichés, /);
      expect(said[1]).toMatch(lang === "en" ? /^Of all 6 countries 5 have / : /^Sur l’ensemble des 6 pays, 5 ont /);
      expect(speakLatest(none, [], speech(lang))[0]).toMatch(lang === "en" ? /^None of / : /^Aucun /);
    }
  });
});

import { between, hash } from "./random";

/*
 * Breaks and gaps of the invented world, with the reasons its countries give for them. The first sentence of a reason is
 * short enough to stand on a chart (trend.server.ts).
 */

type Break = { year: number; factor: number; note: { en: string; fr: string } };

const told: Record<string, Break> = {
  "DEM-DRD-N/NO": {
    year: 2010,
    factor: 0.92,
    note: {
      en: "Causes coded by software. The register estimates that this lowers the count by about 8 %.",
      fr: "Causes codées par logiciel. Le registre estime que cela abaisse le compte d’environ 8\u00a0%.",
    },
  },
  "DEM-DRD-N/IE": {
    year: 2015,
    factor: 1.22,
    note: {
      en: "Coroners’ files are counted as well. Until then the general mortality register stood alone.",
      fr: "Dossiers des coroners comptés aussi. Jusque-là, seul le registre général de mortalité l’était.",
    },
  },
  // In the years of the rounds: declared by the country beside its answers, not told by the bulletin.
  "DEM-DRD-N/PL": {
    year: 2023,
    factor: 1.14,
    note: {
      en: "Toxicology of two more regions. It is read since 2023, and former years are not recounted.",
      fr: "Toxicologie de deux régions de plus. Elle est lue depuis 2023, et les années d’avant ne sont pas recomptées.",
    },
  },
  "DEM-OAT/CH": {
    year: 2022,
    factor: 1.1,
    note: {
      en: "Treatment in prisons is counted since 2022.",
      fr: "Le traitement en prison est compté depuis 2022.",
    },
  },
  "DEM-TDI-ALL/PT": {
    year: 2023,
    factor: 0.9,
    note: {
      en: "Each person is counted once a year since 2023.",
      fr: "Chaque personne est comptée une fois par an depuis 2023.",
    },
  },
  "SUP-PUR-RET/BE": {
    year: 2018,
    factor: 1.2,
    note: { en: "A new laboratory analyses the samples.", fr: "Un nouveau laboratoire analyse les échantillons." },
  },
};

const reasons: Break["note"][] = [
  {
    en: "More centres report from this year on.",
    fr: "Davantage de centres déclarent depuis cette année.",
  },
  {
    en: "The counting rule changed from cases to persons.",
    fr: "On compte désormais des personnes et non des cas.",
  },
  {
    en: "The register was moved to another body and recoded.",
    fr: "Le registre a changé d’organisme et a été recodé.",
  },
  {
    en: "The law changed, and with it what is recorded.",
    fr: "La loi a changé, et avec elle ce qui est enregistré.",
  },
];

/** The break of a series in a country, if it has one: about one in five does. */
export function breakOf(indicator: string, area: string): Break | null {
  const known = told[`${indicator}/${area}`];
  if (known) return known;
  if (hash(`break${indicator}${area}`) > 0.2) return null;
  return {
    year: 2007 + Math.floor(hash(`breakyear${indicator}${area}`) * 13),
    factor: between(`breakfactor${indicator}${area}`, 0.78, 1.3),
    note: reasons[Math.floor(hash(`breakwhy${indicator}${area}`) * reasons.length)]!,
  };
}

export function breakFactor(indicator: string, area: string, year: number): number {
  const found = breakOf(indicator, area);
  return found && year >= found.year ? found.factor : 1;
}

export function isBreakYear(indicator: string, area: string, year: number): boolean {
  return breakOf(indicator, area)?.year === year;
}

/** Why there is no value in a year: about a third of the series have a gap of one to three years. */
export function gapReason(indicator: string, area: string, year: number): "O" | "L" | null {
  if (indicator === "DEM-DRD-N" && area === "SI") return year === 2012 || year === 2013 ? "O" : null;
  const key = `${indicator}${area}`;
  if (hash(`gap${key}`) > 0.3) return null;
  const start = 2005 + Math.floor(hash(`gapstart${key}`) * 15);
  const length = 1 + Math.floor(hash(`gaplength${key}`) * 3);
  return year >= start && year < start + length ? (hash(`gapwhy${key}`) > 0.5 ? "O" : "L") : null;
}

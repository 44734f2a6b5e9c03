import { between, hash } from "./demo-random";

/* Breaks and gaps of the invented world, with the reasons its countries give for them. */

type Break = { year: number; factor: number; note: { en: string; fr: string } };

const told: Record<string, Break> = {
  "DEM-DRD-N/NO": {
    year: 2010,
    factor: 0.92,
    note: {
      en: "Causes of death are coded by software since 2010; the register estimates that this lowers the count by about 8 %.",
      fr: "Depuis 2010, les causes de décès sont codées par logiciel\u00a0; le registre estime que cela abaisse le compte d’environ 8\u00a0%.",
    },
  },
  "DEM-DRD-N/IE": {
    year: 2015,
    factor: 1.22,
    note: {
      en: "Files closed by coroners were added to the general mortality register.",
      fr: "Les dossiers clos par les coroners ont été ajoutés au registre général de mortalité.",
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
    fr: "Davantage de centres communiquent leurs données à partir de cette année.",
  },
  {
    en: "The counting rule changed from cases to persons.",
    fr: "La règle de comptage est passée des cas aux personnes.",
  },
  {
    en: "The register was moved to another body and recoded.",
    fr: "Le registre a été confié à un autre organisme et recodé.",
  },
  {
    en: "The law changed in the year, and with it what is recorded.",
    fr: "La loi a changé dans l’année, et avec elle ce qui est enregistré.",
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

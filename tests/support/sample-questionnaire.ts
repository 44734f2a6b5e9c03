import { type Dictionary, type Indicator, toDictionary } from "~/domain/dictionary/dictionary";

/*
 * A small questionnaire with one of everything: figure, grids with tree, totals, tabs, periods and measures, choices,
 * a radio matrix, a repeated panel with dimensions taken from answers, personal and conditional questions.
 */

const both = (en: string, fr: string) => ({ default: en, fr });

export const sampleDefinition = {
  vigie: {
    id: "sample",
    version: 1,
    parameters: { trend_name: { en: "nitazenes", fr: "nitazènes" } },
    checks: [
      {
        name: "deaths-below-entrants",
        section: "deaths",
        level: "warning",
        at: ["deaths_total"],
        holds: "figure({deaths_total}) <= figure({entrants}, '_T', '_T')",
        text: { en: "More deaths than people entering treatment.", fr: "Plus de décès que d’entrées en traitement." },
      },
    ],
  },
  title: both("Sample", "Échantillon"),
  pages: [
    {
      name: "about",
      title: both("About you", "À propos de vous"),
      elements: [
        {
          type: "text",
          name: "contact",
          title: both("Name", "Nom"),
          personal: true,
          isRequired: true,
          observe: "none",
          noSeries: both("A person", "Une personne"),
        },
        {
          type: "text",
          inputType: "number",
          name: "staff",
          title: both("Staff", "Personnel"),
          min: 0,
          max: 500,
          observe: "none",
          noSeries: both("Background", "Contexte"),
        },
        {
          type: "text",
          inputType: "date",
          name: "until",
          title: both("Final on", "Définitif le"),
          observe: "none",
          noSeries: both("Background", "Contexte"),
        },
        {
          type: "comment",
          name: "story",
          title: both("Story of {trend_name}", "Récit des {trend_name}"),
          maxLength: 100,
          observe: "none",
          noSeries: both("Narrative", "Récit"),
        },
        {
          type: "checkbox",
          name: "modules",
          title: both("Which modules?", "Quels modules ?"),
          showOtherItem: true,
          choices: [
            { value: "DEATHS", text: both("Deaths", "Décès") },
            { value: "TREATMENT", text: both("Treatment", "Traitement") },
          ],
          observe: { indicator: "CAP-MOD" },
        },
        {
          type: "boolean",
          name: "oat",
          title: both("Agonist treatment?", "Traitement agoniste ?"),
          observe: { indicator: "POL-OAT" },
        },
        {
          type: "ranking",
          name: "concern",
          title: both("Rank", "Classez"),
          choices: [
            { value: "OPI", text: both("Opioids", "Opioïdes") },
            { value: "COC", text: both("Cocaine", "Cocaïne") },
          ],
          observe: { indicator: "DEM-RANK", rows: "SUBSTANCE" },
        },
      ],
    },
    {
      name: "treatment",
      title: both("People entering treatment", "Personnes entrant en traitement"),
      shortTitle: both("Treatment", "Traitement"),
      visibleIf: "{modules} contains 'TREATMENT'",
      elements: [
        {
          type: "figuregrid",
          name: "entrants",
          title: both("By drug and sex", "Par drogue et sexe"),
          unit: "PS",
          min: 0,
          isRequired: true,
          rows: [
            { value: "OPI", text: both("Opioids", "Opioïdes") },
            { value: "HER", text: both("Heroin", "Héroïne"), parent: "OPI" },
            { value: "COC", text: both("Cocaine", "Cocaïne") },
          ],
          columns: [
            { value: "F", text: both("Women", "Femmes") },
            { value: "M", text: both("Men", "Hommes") },
          ],
          totals: { rows: true, columns: true },
          notAsked: ["HER/F"],
          observe: { indicator: "DEM-TDI-ALL", rows: "SUBSTANCE", columns: "SEX" },
        },
        {
          type: "panel",
          name: "sources",
          title: both("Sources", "Sources"),
          elements: [
            {
              type: "matrix",
              name: "control",
              title: both("Control", "Contrôle"),
              rows: [{ value: "OPI", text: both("Opioids", "Opioïdes") }],
              columns: [
                { value: "YES", text: both("Yes", "Oui") },
                { value: "NO", text: both("No", "Non") },
              ],
              observe: { indicator: "POL-CON", rows: "SUBSTANCE" },
            },
          ],
        },
      ],
    },
    {
      name: "deaths",
      title: both("Deaths", "Décès"),
      elements: [
        {
          type: "figure",
          name: "deaths_total",
          title: both("Deaths", "Décès"),
          unit: "PS",
          min: 0,
          isRequired: true,
          observe: { indicator: "DEM-DRD-N" },
        },
        {
          type: "figuregrid",
          name: "deaths_years",
          title: both("By year and sex", "Par année et sexe"),
          rows: [
            { value: "Y0", text: both("This year", "Cette année") },
            { value: "Y1", text: both("One year before", "Un an avant") },
          ],
          columns: [{ value: "F", text: both("Women", "Femmes") }],
          observe: { indicator: "DEM-DRD-N", rows: "PERIOD", columns: "SEX" },
        },
        {
          type: "figuregrid",
          name: "use",
          title: both("Use", "Usage"),
          min: 0,
          max: 100,
          visibleIf: "figure({deaths_total}) > 5",
          tabs: [
            { value: "_T", text: both("All", "Toutes") },
            { value: "F", text: both("Women", "Femmes") },
          ],
          rows: [{ value: "CAN", text: both("Cannabis", "Cannabis") }],
          columns: [
            { value: "V", text: both("Value", "Valeur") },
            { value: "LO", text: both("Low", "Basse") },
            { value: "HI", text: both("High", "Haute") },
            { value: "N", text: both("Sample", "Échantillon") },
          ],
          observe: { indicator: "DEM-GPS-LYP", tabs: "SEX", rows: "SUBSTANCE", columns: "MEASURE", basis: "fieldwork" },
        },
        {
          type: "radiogroup",
          name: "register",
          title: both("Coverage", "Couverture"),
          choices: [
            { value: "_T", text: both("National", "Nationale") },
            { value: "S", text: both("Part of the country", "Une partie du pays") },
          ],
          observe: "none",
          noSeries: both("Coverage", "Couverture"),
        },
        {
          type: "paneldynamic",
          name: "estimates",
          title: both("Estimates", "Estimations"),
          maxPanelCount: 3,
          templateElements: [
            {
              type: "text",
              inputType: "number",
              name: "year",
              title: both("Year", "Année"),
              observe: "none",
              noSeries: both("Dimension", "Dimension"),
            },
            {
              type: "dropdown",
              name: "method",
              title: both("Method", "Méthode"),
              showOtherItem: true,
              choices: [{ value: "CRC", text: both("Capture-recapture", "Capture-recapture") }],
              observe: "none",
              noSeries: both("Dimension", "Dimension"),
            },
            {
              type: "figure",
              name: "central",
              title: both("Central", "Centrale"),
              observe: { indicator: "DEM-HRDU", from: { METHOD: "method", PERIOD: "year", COVERAGE: "register" } },
            },
          ],
          observe: "none",
          noSeries: both("A list", "Une liste"),
        },
      ],
    },
  ],
} as const;

const indicator = (code: string, part: Partial<Indicator>): Indicator => ({
  code,
  name: { en: code, fr: code },
  shortName: { en: code, fr: code },
  definition: { en: "Synthetic", fr: "Synthétique" },
  theme: "harms",
  measure: "count",
  unit: "PS",
  dimensions: [],
  recall: null,
  population: null,
  standard: "",
  additive: [],
  thresholdPersons: 5,
  protectZeros: false,
  ranking: true,
  caution: null,
  ...part,
});

const codes = (id: string, list: [string, string?][]) => ({
  id,
  name: { en: id, fr: id },
  codes: list.map(([code, parent]) => ({ code, name: { en: code, fr: code }, ...(parent ? { parent } : {}) })),
});

export const sampleDictionary: Dictionary = toDictionary({
  units: [
    { code: "PS", name: { en: "persons", fr: "personnes" }, symbol: { en: "", fr: "" }, decimals: 0 },
    { code: "PT", name: { en: "percent", fr: "pour cent" }, symbol: { en: "%", fr: "%" }, decimals: 1 },
    { code: "TAB", name: { en: "tablets", fr: "comprimés" }, symbol: { en: "", fr: "" }, decimals: 0 },
  ],
  dimensions: [
    codes("SEX", [["F"], ["M"]]),
    codes("SUBSTANCE", [["OPI"], ["HER", "OPI"], ["COC"], ["CAN"]]),
    codes("METHOD", [["CRC"]]),
    codes("YES_NO", [["Y"], ["N"], ["YES"], ["NO"]]),
    codes("MODULE", [["DEATHS"], ["TREATMENT"]]),
  ],
  indicators: [
    indicator("DEM-DRD-N", { dimensions: ["SEX"], additive: ["SEX"] }),
    indicator("DEM-TDI-ALL", { dimensions: ["SUBSTANCE", "SEX"], additive: ["SUBSTANCE", "SEX"], theme: "treatment" }),
    indicator("DEM-GPS-LYP", { dimensions: ["SUBSTANCE", "SEX"], measure: "share", unit: "PT", theme: "use" }),
    indicator("DEM-HRDU", { dimensions: ["METHOD"], theme: "use" }),
    indicator("DEM-RANK", { dimensions: ["SUBSTANCE"], measure: "quantity", theme: "use", thresholdPersons: null }),
    indicator("CAP-MOD", { measure: "category", values: "MODULE", theme: "capacity", thresholdPersons: null }),
    indicator("POL-OAT", { measure: "category", values: "YES_NO", theme: "policy", thresholdPersons: null }),
    indicator("POL-CON", {
      measure: "category",
      values: "YES_NO",
      dimensions: ["SUBSTANCE"],
      theme: "policy",
      thresholdPersons: null,
    }),
  ],
});

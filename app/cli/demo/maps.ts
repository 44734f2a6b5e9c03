/* The maps by which the invented files are imported, in the form a person would write them (docs/decisions: imports). */

const column = (name: string) => ({ column: name });

const source = {
  source: {
    en: "Synthetic statistical bulletin (demonstration)",
    fr: "Bulletin statistique synthétique (démonstration)",
  },
  licence: "CC0-1.0, synthetic",
  publishedBySource: true,
};

export const historyMap = {
  ...source,
  precedence: 10,
  area: column("country"),
  period: column("year"),
  indicator: column("indicator"),
  dimensions: {
    SUBSTANCE: column("substance"),
    SEX: column("sex"),
    AGE: column("age"),
    STATUS: column("status"),
    STATISTIC: column("statistic"),
  },
  value: { column: "value", missing: { "n/a": "O", "n/c": "L" } },
  lower: "low",
  upper: "high",
  sample: "sample",
  flags: { column: "flag", values: { "": [], B: ["B"], D: ["D"], "B D": ["B", "D"] } },
  note: { column: "note", lang: "en" },
};

export const populationMap = {
  ...source,
  source: {
    en: "Synthetic mid-year population estimates (demonstration), vintage 2025",
    fr: "Estimations synthétiques de la population en milieu d’année (démonstration), version 2025",
  },
  precedence: 10,
  area: column("country"),
  period: column("year"),
  indicator: { fixed: "CTX-POP" },
  value: { column: "population" },
};

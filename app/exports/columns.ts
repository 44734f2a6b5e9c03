import type { Indicator, Lang, Text } from "~/domain/dictionary/dictionary";

/*
 * The columns of files of figures and what each means: the header of a CSV, and the answer of /api/v1/columns. They are a
 * contract with everybody who reads our files: frozen (model.md §8); a new one stands only where it is asked for.
 */

/** Dimensions that are columns; the place in a country is a column of its own. */
export function dimensionsOf(indicator: Indicator): string[] {
  return indicator.dimensions.filter((dimension) => dimension !== "COVERAGE");
}

const before = ["indicator", "country", "period"] as const;
const after = [
  "unit",
  "value",
  "lower",
  "upper",
  "n_obs",
  "flags",
  "reason",
  "coverage",
  "note",
  "source",
  "release",
  "point",
] as const;

/** Names of the columns for an indicator; the labels stand at the end, and only where a language was asked for. */
export function columnsOf(indicator: Indicator, labels: Lang | null = null): string[] {
  const dimensions = dimensionsOf(indicator);
  const all = [...before, ...dimensions, ...after];
  return labels === null ? all : [...all, ...labelColumnsOf(dimensions)];
}

function labelColumnsOf(dimensions: readonly string[]): string[] {
  return ["indicator", "country", ...dimensions, "unit", "value", "flags", "reason"].map((one) => `${one}_label`);
}

/** What a file says in the place of a reason for a point that was taken out; no code of CL_OBS_STATUS says it. */
export const withdrawnReason = "WITHDRAWN";

/** Every column in words; `{DIMENSION}` stands for each dimension of the indicator, in its order. */
export const columnMeanings: readonly { name: string; meaning: Text }[] = [
  { name: "indicator", meaning: { en: "Code of the indicator.", fr: "Code de l’indicateur." } },
  { name: "country", meaning: { en: "ISO 3166-1 alpha-2 code.", fr: "Code ISO 3166-1 alpha-2." } },
  {
    name: "period",
    meaning: {
      en: "What the figure is about, as SDMX text: 2024, 2024-S1, 2024-Q1, 2024-03.",
      fr: "Ce sur quoi porte le chiffre, en texte SDMX\u00a0: 2024, 2024-S1, 2024-Q1, 2024-03.",
    },
  },
  {
    name: "{DIMENSION}",
    meaning: {
      en: "One column per dimension, named as it is (SEX, AGE …); _T is the total, _O other, _U not known.",
      fr: "Une colonne par dimension, nommée comme elle (SEX, AGE …)\u00a0; _T est le total, _O autre, _U inconnu.",
    },
  },
  { name: "unit", meaning: { en: "Code of the unit.", fr: "Code de l’unité." } },
  {
    name: "value",
    meaning: {
      en: "A number, or the code of a policy answer. Empty: no value, and reason says why. Zero is a value.",
      fr: "Un nombre, ou le code d’une réponse politique. Vide\u00a0: pas de valeur, reason dit pourquoi. Zéro est une valeur.",
    },
  },
  {
    name: "lower",
    meaning: { en: "Lower bound of the 95 % interval.", fr: "Borne inférieure de l’intervalle à 95 %." },
  },
  {
    name: "upper",
    meaning: { en: "Upper bound of the 95 % interval.", fr: "Borne supérieure de l’intervalle à 95 %." },
  },
  {
    name: "n_obs",
    meaning: { en: "Sample size or number of cases.", fr: "Taille de l’échantillon ou nombre de cas." },
  },
  {
    name: "flags",
    meaning: {
      en: "Status codes of the value (SDMX CL_OBS_STATUS), parted by spaces. Empty = normal.",
      fr: "Codes de statut de la valeur (SDMX CL_OBS_STATUS), séparés par des espaces. Vide = normal.",
    },
  },
  {
    name: "reason",
    meaning: {
      en: "Why there is no value: L not collected, O not available, M not applicable, Q suppressed, K included elsewhere, WITHDRAWN taken out of this or a former release (note says which and why).",
      fr: "Pourquoi il n’y a pas de valeur\u00a0: L non collecté, O non disponible, M sans objet, Q masqué, K inclus ailleurs, WITHDRAWN retiré de cette diffusion ou d’une précédente (note dit laquelle et pourquoi).",
    },
  },
  {
    name: "coverage",
    meaning: {
      en: "_T the whole country, else the code of the part and its place.",
      fr: "_T le pays entier, sinon le code de la partie et son lieu.",
    },
  },
  {
    name: "note",
    meaning: {
      en: "The country’s own note in its language; for a withdrawn point, when and why; for a rate of fewer than 20 cases, that it is of low reliability for this reason.",
      fr: "La note du pays dans sa langue\u00a0; pour un point retiré, quand et pourquoi\u00a0; pour un taux de moins de 20 cas, que sa fiabilité est faible pour cette raison.",
    },
  },
  {
    name: "source",
    meaning: {
      en: "The round (2025-annual) or the imported source; for a computed figure, the figures it was computed from, with theirs.",
      fr: "La collecte (2025-annual) ou la source importée\u00a0; pour un chiffre calculé, les chiffres dont il est calculé, avec la leur.",
    },
  },
  { name: "release", meaning: { en: "The release the row was read from.", fr: "La diffusion dont la ligne est lue." } },
  {
    name: "point",
    meaning: {
      en: "Address of the figure’s passport; it stays.",
      fr: "Adresse de la fiche du chiffre\u00a0; elle reste.",
    },
  },
  {
    name: "…_label",
    meaning: {
      en: "With labels=en or labels=fr: indicator, country, each dimension, unit, value (policy answers), flags and reason in words, after all other columns.",
      fr: "Avec labels=en ou labels=fr\u00a0: indicateur, pays, chaque dimension, unité, valeur (réponses politiques), statuts et raison en clair, après toutes les autres colonnes.",
    },
  },
];

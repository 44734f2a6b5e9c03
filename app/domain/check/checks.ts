import { shownAnswers } from "~/domain/questionnaire/shown-answers";
import type { Finding } from "./finding";
import {
  childAboveParent,
  childrenAboveParent,
  partsAboveTotal,
  sameReasonThroughout,
  sumsAboveTotal,
  totalsThatDiffer,
  typedTotalsWithParts,
} from "./grid";
import { type CheckInput, type Rule, toFinding } from "./rules";
import {
  boundsOutOfOrder,
  boundsWide,
  breaksNotDeclared,
  definitionsWithoutText,
  fewInterviews,
  fewSamples,
  fewUsers,
  jumps,
  notWhole,
  pairsOutOfOrder,
  revisions,
  shareOutOfRange,
  sharesOfUnknown,
  unitsChanged,
  unlikelyRatios,
  zerosWithoutCapability,
} from "./series";
import {
  fewestInterviews,
  fewestSamples,
  fewestUsers,
  jumpThresholds,
  leastNotKnownBase,
  mostNotKnownPercent,
  sameReasonPercent,
  widestInterval,
} from "./thresholds";

const outline = "Questionnaire outlines of the Group, cross checks A1–A14";
const convention = "Statistical conventions for drug data, checks at three levels";

/**
 * The rules of plausibility, in the order they are told. An error is the impossible; sums that differ because sources
 * differ, and changes that surprise, are warnings: the country explains them, it need not obey.
 */
export const rules: readonly Rule[] = [
  {
    ...{ check: "total-with-parts", code: "total-with-parts", level: "error", find: typedTotalsWithParts },
    rule: {
      en: "A total is typed although all its parts have values",
      fr: "Un total est saisi alors que toutes ses parties ont une valeur",
    },
    source: "Model §3: a typed total is legal only while a part is without value",
  },
  {
    ...{ check: "part-above-total", code: "part-above-total", level: "error", find: partsAboveTotal },
    rule: {
      en: "One part is above the typed total, of counts and quantities that add up",
      fr: "Une partie dépasse le total saisi, pour les nombres et quantités qui s’additionnent",
    },
    source: convention,
  },
  {
    ...{ check: "part-above-total:row", code: "part-above-total", level: "error", find: childAboveParent },
    rule: {
      en: "A row is above the row it belongs to, of counts and quantities",
      fr: "Une ligne dépasse celle dont elle fait partie, pour les nombres et quantités",
    },
    source: "TDI 3.0, tree of drugs: group ≥ each of its drugs",
  },
  {
    ...{ check: "parts-not-total", code: "parts-not-total", level: "warning", find: sumsAboveTotal },
    rule: { en: "The parts together exceed the typed total", fr: "La somme des parties dépasse le total saisi" },
    source: `${outline}: sums that differ because sources differ are warnings`,
  },
  {
    ...{ check: "parts-not-total:rows", code: "parts-not-total", level: "warning", find: childrenAboveParent },
    rule: {
      en: "Rows together exceed the row they belong to",
      fr: "La somme des lignes dépasse celle dont elles font partie",
    },
    source: `${outline}: sums that differ because sources differ are warnings`,
  },
  {
    ...{ check: "parts-not-total:tables", code: "parts-not-total", level: "warning", find: totalsThatDiffer },
    rule: {
      en: "Two tables, or a table and a figure, give different totals for the same thing",
      fr: "Deux tableaux, ou un tableau et un chiffre, donnent des totaux différents pour la même chose",
    },
    source: "EMCDDA Statistical Bulletin 2019: of 507 country-years with sexes and ages, 136 do not agree",
  },
  {
    ...{ check: "bounds-out-of-order", code: "bounds-out-of-order", level: "error", find: boundsOutOfOrder },
    rule: { en: "The value lies outside of its own bounds", fr: "La valeur est hors de ses propres bornes" },
    source: convention,
  },
  {
    ...{ check: "bounds-wide", code: "bounds-wide", level: "warning", find: boundsWide },
    rule: {
      en: `The upper bound is more than ${widestInterval} times the lower one`,
      fr: `La borne haute dépasse ${widestInterval} fois la borne basse`,
    },
    source: `${outline}, A3 estimates`,
  },
  {
    ...{ check: "not-whole", code: "not-whole", level: "error", find: notWhole },
    rule: { en: "A count is no whole number", fr: "Un dénombrement n’est pas un nombre entier" },
    source: "Statistical conventions: counts are integers",
  },
  {
    ...{ check: "out-of-range", code: "out-of-range", level: "error", find: shareOutOfRange },
    rule: { en: "A share lies below 0 or above 100 %", fr: "Une part est inférieure à 0 ou supérieure à 100 %" },
    source: `${outline}, A1: 0–100`,
  },
  {
    ...{ check: "pair-out-of-order", code: "pair-out-of-order", level: "error", find: pairsOutOfOrder },
    rule: {
      en: "Use in the last month is above use in the last year, or that above lifetime use",
      fr: "L’usage du dernier mois dépasse celui de l’année, ou celui-ci l’usage au cours de la vie",
    },
    source: `${outline}, A1: 30 days ≤ 12 months ≤ lifetime`,
  },
  {
    ...{ check: "jump", code: "jump", level: "warning", find: jumps },
    rule: {
      en: `The change against the last accepted value exceeds a limit (counts: ${jumpThresholds.count.percent} % from a base of ${jumpThresholds.count.base}; by kind of measure in check-thresholds.ts); a declared break explains itself`,
      fr: `L’écart avec la dernière valeur acceptée dépasse un seuil (dénombrements\u00a0: ${jumpThresholds.count.percent} % à partir de ${jumpThresholds.count.base})\u00a0; une rupture déclarée suffit`,
    },
    source: Object.entries(jumpThresholds)
      .map(([measure, { percent, base, source }]) => `${measure} ${percent} % from ${base} (${source})`)
      .join("; "),
  },
  {
    ...{ check: "ratio-unlikely", code: "ratio-unlikely", level: "warning", find: unlikelyRatios },
    rule: {
      en: "The value is about a thousand times the last one, or a thousandth of it: thousands typed as units?",
      fr: "La valeur est d’environ mille fois la précédente, ou d’un millième\u00a0: des milliers saisis comme unités\u00a0?",
    },
    source: "EMCDDA Statistical Bulletin 2019: syringes in thousands in one table",
  },
  {
    ...{ check: "revision-without-reason", code: "revision-without-reason", level: "warning", find: revisions },
    rule: {
      en: "An earlier period is sent again with another value: why?",
      fr: "Une période antérieure est transmise avec une autre valeur\u00a0: pourquoi\u00a0?",
    },
    source: `${outline}, A6: changed old years are highlighted, the reason is asked`,
  },
  {
    ...{ check: "share-of-unknown", code: "share-of-unknown", level: "warning", find: sharesOfUnknown },
    rule: {
      en: `"Not known" is more than ${mostNotKnownPercent} % of its total, from a total of ${leastNotKnownBase}, all other dimensions being totals`,
      fr: `«\u00a0Non connu\u00a0» représente plus de ${mostNotKnownPercent} % du total, à partir d’un total de ${leastNotKnownBase}, les autres dimensions étant des totaux`,
    },
    source: `${outline}, A4: not known > 20 %`,
  },
  {
    ...{ check: "small-sample", code: "small-sample", level: "warning", find: fewUsers },
    rule: {
      en: `Fewer than ${fewestUsers} people stand behind a share and it is not marked as of low reliability`,
      fr: `Moins de ${fewestUsers} personnes fondent une part qui n’est pas signalée comme peu fiable`,
    },
    source: `${outline}, A1: fewer than 20 users → status U`,
  },
  {
    ...{ check: "small-sample:interviews", code: "small-sample", level: "warning", find: fewInterviews },
    rule: { en: `Fewer than ${fewestInterviews} interviews`, fr: `Moins de ${fewestInterviews} entretiens` },
    source: "Statistical conventions: warn on fewer than 1 000 interviews",
  },
  {
    ...{ check: "small-sample:samples", code: "small-sample", level: "warning", find: fewSamples },
    rule: {
      en: `Fewer than ${fewestSamples} samples behind a price or purity`,
      fr: `Moins de ${fewestSamples} échantillons pour un prix ou une pureté`,
    },
    source: `${outline}, A11: samples < 10`,
  },
  {
    ...{ check: "unit-changed", code: "unit-changed", level: "warning", find: unitsChanged },
    rule: {
      en: "The series was sent in another unit before and no break is declared",
      fr: "La série était transmise dans une autre unité et aucune rupture n’est déclarée",
    },
    source: `${outline}: any unit changed and break not ticked`,
  },
  {
    ...{ check: "break-not-declared", code: "break-not-declared", level: "warning", find: breaksNotDeclared },
    rule: {
      en: "The definition differs from the year before and no break is declared",
      fr: "La définition diffère de celle de l’année précédente et aucune rupture n’est déclarée",
    },
    source: `${outline}: any definition changed and break not ticked`,
  },
  {
    ...{
      check: "definition-needs-text",
      code: "definition-needs-text",
      level: "warning",
      find: definitionsWithoutText,
    },
    rule: {
      en: "Another definition is used and no note says which",
      fr: "Une autre définition est utilisée et aucune note ne la précise",
    },
    source: "SDMX CL_OBS_STATUS D: the difference is documented",
  },
  {
    ...{
      check: "zero-without-capability",
      code: "zero-without-capability",
      level: "warning",
      find: zerosWithoutCapability,
    },
    rule: {
      en: "Zero is reported although laboratories could not have found the substance; what is only suspected needs none",
      fr: "Zéro est déclaré alors que les laboratoires n’auraient pas pu trouver la substance\u00a0; ce qui n’est que suspecté n’en demande pas",
    },
    source: `${outline}, A6: nitazene 0 while the laboratory has no capability`,
  },
  {
    ...{ check: "same-reason-throughout", code: "same-reason-throughout", level: "info", find: sameReasonThroughout },
    rule: {
      en: `More than ${sameReasonPercent} % of a table has the same missing reason: it can be given for the whole table`,
      fr: `Plus de ${sameReasonPercent} % d’un tableau porte le même motif\u00a0: il peut être donné pour tout le tableau`,
    },
    source: `${outline}: more than 40 % of cells with the same missing reason`,
  },
];

/**
 * Fourth sieve: is it plausible? Looks at the observations of one section, at its tables as typed, and at what stands from
 * former rounds; answers of hidden questions and of rows that are gone do not exist for it. Rules written in the
 * questionnaire itself are `settle`'s.
 */
export function check(given: CheckInput): Finding[] {
  const shown = shownAnswers({ ...given, hidden: given.hidden ?? [] });
  const input = { ...given, answers: new Map(shown.map(({ path, value, seq }) => [path, { value, seq }])) };
  return rules.flatMap((rule) => rule.find(input).map((found) => toFinding(rule, found)));
}

/** Prints the table of rules as Markdown, for docs/checks.md. */
export function printChecks(): string {
  const lines = rules.map(
    ({ check: name, level, rule, source }) => `| \`${name}\` | ${level} | ${rule.en} | ${source} |`,
  );
  return [
    "# Checks",
    "",
    "Printed from `app/domain/check/checks.ts` by `npm run docs`; do not edit.",
    "",
    "An error holds a submit back and is only ever the impossible. A warning asks for a reason, then passes. Info is said only.",
    "Rules written in a questionnaire stand in its file (`vigie.checks`); what every answer must be stands in `app/domain/questionnaire/admit.ts`.",
    "",
    "| check | level | when | where the rule comes from |",
    "|---|---|---|---|",
    ...lines,
    "",
  ].join("\n");
}

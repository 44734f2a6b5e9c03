import type { Dictionary } from "~/domain/dictionary/dictionary";
import type { Figure } from "~/domain/figure/figure";
import type { Period } from "~/domain/observation/period";
import { yearOf } from "~/domain/observation/period";
import type { Question, Questionnaire } from "~/domain/questionnaire/questionnaire";
import { between, hash, pick } from "./random";

export type Answering = {
  questionnaire: Questionnaire;
  dictionary: Dictionary;
  area: string;
  referencePeriod: Period;
  /** Share of what is asked that the country answers, 0 to 1. */
  coverage: number;
  /** Language the focal point writes in. */
  lang: "en" | "fr";
};

/* Plain answers of invented countries: choices, texts, dates. Every text says that it is synthetic. */

const words = {
  en: {
    source: "National register (synthetic)",
    body: "National institute (synthetic)",
    title: "National survey (synthetic)",
    text: "Synthetic answer of the demonstration.",
    change: "Treatment entries for cocaine went on rising; registers of deaths close later than before. (Synthetic)",
  },
  fr: {
    source: "Registre national (synthétique)",
    body: "Institut national (synthétique)",
    title: "Enquête nationale (synthétique)",
    text: "Réponse synthétique de la démonstration.",
    change:
      "Les entrées en traitement pour la cocaïne ont continué d’augmenter\u00a0; les registres de décès ferment plus tard. (Synthétique)",
  },
} as const;

/** Choices that keep the invented countries simple: the ordinary case comes first. */
const ordinary: Record<string, string> = {
  tdi_route: "TYPED",
  oat_rule: "INYEAR",
  deaths_complete: "FINAL",
  adults_sampling: "PROBABILITY",
};

/** Answers a question that is no figure; null = left open. */
export function plainAnswer(question: Question, { area, lang, referencePeriod }: Answering, row = 0): unknown {
  const year = yearOf(referencePeriod);
  const key = `${question.name}${area}${row}`;
  switch (question.kind) {
    case "choice":
      return ordinary[question.name] ?? choiceOf(question, key, year);
    case "choices":
      return question.choices.length === 0 ? null : [pick(key, question.choices).value];
    case "ranking":
      return question.choices.map((choice) => choice.value);
    case "boolean":
      return !/break|changed|has_limits|why/.test(question.name);
    case "date":
      return /end|final|until/.test(question.name) ? `${year}-11-30` : `${year}-09-15`;
    case "text":
      return textFor(question, lang, row);
    case "comment":
      return question.name === "change" ? words[lang].change : question.required ? words[lang].text : null;
    default:
      return null;
  }
}

function choiceOf(question: Question, key: string, year: number): string | null {
  if (question.choices.length === 0) return null;
  if (/_src_area|_area$/.test(question.name)) return question.choices[0]!.value;
  if (/_src_definition/.test(question.name)) return question.choices[0]!.value;
  if (/year|wave/.test(question.name))
    return question.choices.find((choice) => Number(choice.value) <= year)?.value ?? question.choices[0]!.value;
  const simple = question.choices.filter((choice) => choice.value !== "OTHER_REASON" && choice.value !== "_O");
  return pick(key, simple.length > 0 ? simple : question.choices).value;
}

function textFor(question: Question, lang: "en" | "fr", row: number): string | null {
  if (/email|contact/.test(question.name)) return null;
  if (/currency/.test(question.name)) return "EUR";
  if (/address|url/.test(question.name)) return null;
  if (/title/.test(question.name)) return words[lang].title;
  if (/src_name/.test(question.name)) return words[lang].source;
  if (/month/.test(question.name)) return null;
  if (/body|institution/.test(question.name)) return words[lang].body;
  if (/nps_name|precursor_name/.test(question.name)) return `S-${row + 1}`;
  return question.required ? words[lang].text : null;
}

/** Figures that feed no series: ages, sample sizes, hospitals. Null = left open. */
export function plainFigure(name: string, { area }: Answering): Figure | null {
  const size = 2600 + Math.floor(6000 * hash(`size${area}`));
  if (/age_from/.test(name)) return { v: 15 };
  if (/age_to/.test(name)) return { v: 64 };
  if (/gross/.test(name)) return { v: 30_000 };
  if (/sample|net/.test(name)) return { v: size };
  const study = /^(\w+?)_studies_(tested|positive|percent)/.exec(name);
  if (study) return { v: studyOf(`${study[1]}${area}`)[study[2] as keyof Study] };
  if (/women/.test(name)) return { v: Math.floor(size * 0.5) };
  if (/hospitals/.test(name)) return { v: 6 };
  if (/kg|_l\d*$|cases/.test(name)) return { v: 2 + Math.floor(90 * hash(`${name}${area}`)) };
  return null;
}

type Study = { tested: number; positive: number; percent: number };

/** A study of an infection among people who inject drugs: its percentage is that of its two counts. */
function studyOf(key: string): Study {
  const tested = 120 + Math.floor(700 * hash(`tested${key}`));
  const positive = Math.floor(tested * between(`positive${key}`, 0.02, 0.55));
  return { tested, positive, percent: Math.round((1000 * positive) / tested) / 10 };
}

const reasons = {
  en: {
    jump: "Two regional registers report for the first time; the count was checked with them. (Synthetic)",
    sums: "The parts come from the special register, the total from general mortality. (Synthetic)",
    other: "Checked with the source; the figure stands. (Synthetic)",
  },
  fr: {
    jump: "Deux registres régionaux déclarent pour la première fois\u00a0; le compte a été vérifié avec eux. (Synthétique)",
    sums: "Les parties viennent du registre spécial, le total de la mortalité générale. (Synthétique)",
    other: "Vérifié auprès de la source\u00a0; le chiffre est maintenu. (Synthétique)",
  },
} as const;

/** The reason an invented country gives for a warning. */
export function reasonFor(code: string, lang: "en" | "fr"): string {
  if (code === "jump") return reasons[lang].jump;
  return /total|part/.test(code) ? reasons[lang].sums : reasons[lang].other;
}

import type { Lang, Text } from "~/domain/dictionary/dictionary";
import { isProblem, parseFigure } from "~/domain/figure/figure";
import type { Question } from "~/domain/questionnaire/questionnaire";
import { formatNumber } from "~/i18n/format";
import { review } from "~/i18n/review/review";
import { toCellText } from "~/survey/figure/words";

/** An answer of any kind in words: figures as in a cell, choices by their text, lists with commas. */
export function valueText(value: unknown, question: Question | null, lang: Lang): string {
  const words = review[lang];
  if (value === null || value === undefined) return words.cleared;
  if (typeof value === "boolean") return value ? words.yes : words.no;
  if (typeof value === "number") return formatNumber(value, lang, { small: true });
  if (typeof value === "string") return choiceText(value, question)?.[lang] ?? value;
  if (Array.isArray(value)) return value.map((part) => valueText(part, question, lang)).join(", ");
  const figure = parseFigure(value);
  if (isProblem(figure)) return JSON.stringify(value);
  const { number, mark } = toCellText(figure, lang);
  return mark === "" ? number : `${number} ${mark}`;
}

function choiceText(value: string, question: Question | null): Text | undefined {
  const list = question?.kind === "matrix" ? question.columns : (question?.choices ?? []);
  return list.find((choice) => choice.value === value)?.text;
}

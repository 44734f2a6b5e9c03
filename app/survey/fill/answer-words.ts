import type { Lang } from "~/domain/dictionary/dictionary";
import { isProblem, parseFigure } from "~/domain/figure/figure";
import type { Question } from "~/domain/questionnaire/questionnaire";
import { fill as words } from "~/i18n/collect/fill";
import { toSentence } from "~/survey/figure/words";
import { isRows } from "~/survey/outbox/merge-rows";

/** An answer in words: a figure, the text of a choice, a text. */
export function toWords(
  value: unknown,
  path: string,
  { lang, questions }: { lang: Lang; questions: ReadonlyMap<string, Question> },
): string {
  if (value === null || value === undefined) return words[lang].conflict.cleared;
  if (path.endsWith("/#comment")) return String(value);
  if (isRows(path)) return words[lang].kept.rows(Array.isArray(value) ? value.length : 0);
  const read = parseFigure(value);
  if (!isProblem(read)) return toSentence(read, lang);
  const parts = path.split("/");
  const question =
    questions.get(parts[0]!)?.kind === "panel" ? questions.get(parts[2] ?? "") : questions.get(parts[0]!);
  const nameOf = (code: unknown) => {
    const choice = [...(question?.choices ?? []), ...(question?.columns ?? [])].find((one) => one.value === code);
    return choice?.text[lang] ?? (typeof code === "string" || typeof code === "number" ? String(code) : "");
  };
  if (typeof value === "boolean") return words[lang].page[value ? "yes" : "no"];
  return Array.isArray(value) ? value.map(nameOf).join(", ") : nameOf(value);
}

import type { Lang } from "~/domain/dictionary/dictionary";
import type { Question } from "~/domain/questionnaire/questionnaire";
import { nameOf } from "~/survey/grid/shape";

/** How a figure is named: in a grid by row, then column and period; alone by its question. `row` is the code of its row. */
export type FigureName = { question: string; title: string; sub: string; row: string | null };

/** Names the figure at a path as people read it. */
export function nameOfFigure(
  about: { questions: ReadonlyMap<string, Question>; lang: Lang; period: string },
  path: string,
): FigureName {
  const { questions, lang, period } = about;
  const parts = path.split("/");
  const first = questions.get(parts[0]!);
  const inPanel = first?.kind === "panel";
  const question = inPanel ? questions.get(parts[2] ?? "") : first;
  const rest = parts.slice(inPanel ? 3 : 1);
  if (question?.kind !== "figuregrid" || rest.length < 2) {
    return { question: question?.name ?? parts[0]!, title: question?.title[lang] ?? "", sub: period, row: null };
  }
  const [tab, row, column] = rest.length === 3 ? rest : [undefined, rest[0], rest[1]];
  const nameIn = (list: Question["rows"], code: string | undefined): string | undefined => {
    if (code === "_T") return undefined;
    const choice = list.find(({ value }) => value === code);
    return choice && nameOf(choice, lang, period);
  };
  const sub = [nameIn(question.columns, column), nameIn(question.tabs, tab), period].filter(
    (part) => part !== undefined,
  );
  const title = nameIn(question.rows, row) ?? question.title[lang];
  return { question: question.name, title, sub: sub.join(" · "), row: row ?? null };
}

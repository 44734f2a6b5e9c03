import type { Lang } from "~/domain/dictionary/dictionary";
import { isProblem, parseFigure } from "~/domain/figure/figure";
import type { Question, Questionnaire, Section } from "~/domain/questionnaire/questionnaire";
import { toSentence } from "~/survey/figure/words";
import { pathOf, toColumns, toRows } from "~/survey/grid/shape";
import { toWords } from "../answer-words";

/** A section as it can be read without scripts, and printed: tables of figures, questions with their answers. */
export type ReadingPart =
  | {
      kind: "table";
      name: string;
      title: string;
      tab: string | null;
      columns: string[];
      rows: { name: string; depth: number; cells: string[] }[];
    }
  | { kind: "answer"; name: string; title: string; value: string | null };

/** Writes a section with its answers as they stand: questions nobody answered are there too, those not asked now are not. */
export function toReading(
  questionnaire: Questionnaire,
  section: Section,
  about: About & { hidden: ReadonlySet<string> },
): ReadingPart[] {
  return section.questions.flatMap((name) => {
    const question = questionnaire.questions.get(name);
    if (!question || about.hidden.has(name)) return [];
    if (question.kind === "figuregrid") return gridParts(question, name, about);
    if (question.kind === "panel") return panelParts(questionnaire, question, about);
    return [answerPart(questionnaire, question, name, about)];
  });
}

type About = { answers: ReadonlyMap<string, unknown>; lang: Lang; period: string };

function gridParts(question: Question, at: string, { answers, lang, period }: About): ReadingPart[] {
  const tabs = question.tabs.length > 0 ? question.tabs : [null];
  const columns = toColumns(question, lang, period);
  return tabs.map((tab) => ({
    kind: "table",
    name: tab ? `${at}/${tab.value}` : at,
    title: question.title[lang],
    tab: tab?.text[lang] ?? null,
    columns: columns.map((column) => column.name),
    rows: toRows(question, lang, period).map((row) => ({
      name: row.name,
      depth: row.depth,
      cells: columns.map((column) => {
        const read = parseFigure(
          answers.get(pathOf(at, { tab: tab?.value ?? null, row: row.code, column: column.code })),
        );
        return isProblem(read) ? "" : toSentence(read, lang);
      }),
    })),
  }));
}

function panelParts(questionnaire: Questionnaire, panel: Question, about: About): ReadingPart[] {
  const ids: unknown = about.answers.get(`${panel.name}/#rows`);
  if (!Array.isArray(ids) || ids.length === 0)
    return [{ kind: "answer", name: panel.name, title: panel.title[about.lang], value: null }];
  return ids.flatMap((id) =>
    panel.members.flatMap((member) => {
      const question = questionnaire.questions.get(member);
      const at = `${panel.name}/${String(id)}/${member}`;
      if (!question) return [];
      return question.kind === "figuregrid"
        ? gridParts(question, at, about)
        : [answerPart(questionnaire, question, at, about)];
    }),
  );
}

function answerPart(
  questionnaire: Questionnaire,
  question: Question,
  at: string,
  { answers, lang }: About,
): ReadingPart {
  const words = (path: string) => {
    const value = answers.get(path);
    return value === undefined || value === null
      ? null
      : toWords(value, path, { lang, questions: questionnaire.questions });
  };
  const value =
    question.kind === "matrix"
      ? question.rows
          .flatMap((row) =>
            words(`${at}/${row.value}`) === null ? [] : `${row.text[lang]}: ${words(`${at}/${row.value}`)}`,
          )
          .join("; ") || null
      : words(at);
  return { kind: "answer", name: at, title: question.title[lang], value };
}

import type { Text } from "~/domain/dictionary/dictionary";
import { withParameters } from "~/domain/questionnaire/parameters";
import type { Problem } from "~/domain/questionnaire/problem";
import type { Question, Questionnaire } from "~/domain/questionnaire/questionnaire";
import { isRefusal, type Refusal } from "~/domain/refusal";
import { longestDefinition } from "~/survey/lint/lint";
import { isDense, spread } from "~/survey/lint/spread";
import { parametersOf } from "~/survey/questionnaire/read-questionnaire";
import { lookInThread } from "~/workflows/desk-thread.server";
import type { Collection } from "~db/collection/client";
import { readDictionary } from "~db/collection/dictionary";
import { readVersion } from "~db/collection/questionnaires";

/* What the publish page shows of a text somebody sent: problems, lines around them, a preview. Nothing is stored. */

export type ExcerptLine = { line: number; text: string; level: Problem["level"] | null };
/** Lines that are shown, and how many were left out before them. */
export type Excerpt = { skipped: number; lines: ExcerptLine[] }[];

export type PreviewQuestion = Pick<
  Question,
  "name" | "kind" | "title" | "definition" | "choices" | "rows" | "columns"
> & {
  /** Number within its section, `4.2`. */
  number: string;
  missingFrench: boolean;
};
export type PreviewSection = { name: string; number: number; title: Text; questions: PreviewQuestion[] };

export type Examined = {
  text: string;
  fileName: string | null;
  problems: Problem[];
  excerpt: Excerpt;
  /** Lines are those of the text spread over more of them, not of the text as it was sent. */
  isSpread: boolean;
  id: string;
  title: Text | null;
  version: number | null;
  questions: number;
  /** Questions nothing is said about. */
  fine: number;
  brings: { indicators: number; dimensions: number };
  former: { version: number; publishedAt: string } | null;
  sections: PreviewSection[] | null;
};

/** A text written for machines is spread over lines, so that the lines around a problem can be read. */
function readableText(text: string): string {
  if (text.length > longestDefinition || !isDense(text)) return text;
  const lines = spread(text);
  return lines.length > longestDefinition ? text : lines;
}

/**
 * Looks at a text as publishing would, in the thread, and prepares what the page shows of it.
 * @returns `too-long` or `busy` when the thread could not
 */
export async function examine(
  db: Collection,
  { text, fileName }: { text: string; fileName: string | null },
): Promise<Examined | Refusal> {
  const shown = readableText(text);
  const looked = await lookInThread(db, shown);
  if (isRefusal(looked)) return looked;
  const { problems, questionnaire: read, entries, former } = looked;
  // As a country reads it: with the words a round would use unless it says others.
  const questionnaire = read && withParameters(read, parametersOf(JSON.parse(text)));
  const known = readDictionary(db);
  const said = new Set(problems.map((problem) => problem.at));
  const published = former && readVersion(db, former.id, former.version);
  const names = [...(questionnaire?.questions.keys() ?? [])];
  return {
    // A text that is too much is not sent back: it would come several times as long.
    text: problems.some(({ code }) => code.startsWith("too-")) ? "" : text,
    ...{ fileName, problems, excerpt: excerptOf(shown, problems), isSpread: shown !== text },
    id: questionnaire?.id ?? "",
    title: questionnaire?.title ?? null,
    version: questionnaire?.version ?? null,
    questions: names.length,
    fine: names.filter((name) => !said.has(name)).length,
    brings: {
      indicators: entries.indicators.filter((entry) => !known.indicators.has(entry.code)).length,
      dimensions: entries.dimensions.filter((entry) => !known.dimensions.has(entry.id)).length,
    },
    former: published && { version: published.version, publishedAt: published.publishedAt },
    sections: questionnaire && previewOf(questionnaire, problems),
  };
}

/** Lines before and after each problem; most lines shown; longest line shown, characters. */
const around = 4;
const mostLines = 300;
const longestLine = 240;

/** Cuts the text to the lines around its problems; a text without any shows how it begins. */
export function excerptOf(text: string, problems: readonly Problem[]): Excerpt {
  const lines = text.split("\n");
  const levels = new Map<number, Problem["level"]>();
  for (const { line, level } of problems) if (levels.get(line) !== "error") levels.set(line, level);
  const shown = new Set<number>();
  for (const line of levels.size > 0 ? levels.keys() : [8]) {
    for (let near = line - around; near <= line + around; near++) {
      if (near >= 1 && near <= lines.length && shown.size < mostLines) shown.add(near);
    }
  }
  const excerpt: Excerpt = [];
  let last = 0;
  for (const line of [...shown].sort((a, b) => a - b)) {
    if (excerpt.length === 0 || line > last + 1) excerpt.push({ skipped: line - last - 1, lines: [] });
    const whole = lines[line - 1]!;
    const cut = whole.length > longestLine ? `${whole.slice(0, longestLine)}…` : whole;
    excerpt.at(-1)?.lines.push({ line, text: cut, level: levels.get(line) ?? null });
    last = line;
  }
  return excerpt;
}

function previewOf(questionnaire: Questionnaire, problems: readonly Problem[]): PreviewSection[] {
  const untranslated = new Set(
    problems
      .filter(
        (p) =>
          p.code === "translation-missing" && String(p.detail.language).includes("fr") && p.detail.property === "title",
      )
      .map((p) => p.at),
  );
  return questionnaire.sections.map((section) => ({
    name: section.name,
    number: section.number,
    title: section.title,
    questions: section.questions.flatMap((name, index) => {
      const question = questionnaire.questions.get(name);
      if (!question) return [];
      const { kind, title, definition, choices, rows, columns } = question;
      const number = `${section.number}.${index + 1}`;
      return [{ name, kind, title, definition, choices, rows, columns, number, missingFrench: untranslated.has(name) }];
    }),
  }));
}

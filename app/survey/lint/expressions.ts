import { ConditionsParser } from "survey-core";
import { locate } from "~/domain/questionnaire/answers";
import type { Questionnaire } from "~/domain/questionnaire/questionnaire";
import { functions } from "./allowed";
import { itemsOf, type JsonNode, member, said } from "./json";
import type { Say } from "./problem";
import type { Found } from "./shape";

/** Longest expression, characters; longer ones are a sum somebody should ask the grid for. */
const longestExpression = 8000;

type Expression = { text: string; node: JsonNode; at: string; panel: string | null; mayReadItself: boolean };

/**
 * Looks at every expression: syntax, functions that are allowed, questions and cells that exist, and conditions that wait
 * for one another. A typo in a condition never fails in SurveyJS: the question just never shows.
 */
export function lintExpressions(
  questionnaire: Questionnaire,
  { root, found, parameters }: { root: JsonNode; found: Found[]; parameters: ReadonlySet<string> },
  say: Say,
): void {
  const reads = new Map<string, { names: Set<string>; node: JsonNode }>();
  for (const entry of found) {
    for (const expression of expressionsOf(entry)) {
      const names = lintExpression(expression, questionnaire, parameters, say);
      if (names === null || expression.mayReadItself) continue;
      for (const name of [entry.name, ...questionsWithin(entry, found)]) {
        const known = reads.get(name)?.names ?? new Set<string>();
        for (const read of names) known.add(read);
        reads.set(name, { names: known, node: expression.node });
      }
    }
  }
  lintCycles(reads, say);
  for (const check of itemsOf(member(member(root, "vigie"), "checks"))) {
    const node = member(check, "holds") ?? check;
    const at = said(member(check, "name"));
    lintExpression({ text: said(node), node, at, panel: null, mayReadItself: true }, questionnaire, parameters, say);
  }
}

function expressionsOf(entry: Found): Expression[] {
  const { node, name: at, panel } = entry;
  const own = ["visibleIf", "requiredIf", "expression"].flatMap((key) => {
    const found = member(node, key);
    return found ? [{ text: said(found), node: found, at, panel, mayReadItself: false }] : [];
  });
  const validators = itemsOf(member(node, "validators")).flatMap((validator) => {
    const found = member(validator, "expression");
    return found ? [{ text: said(found), node: found, at, panel, mayReadItself: true }] : [];
  });
  return [...own, ...validators];
}

/** A condition of a page or panel is a condition of everything in it. */
function questionsWithin(entry: Found, found: Found[]): string[] {
  if (entry.kind === "question" && entry.panel === null && said(member(entry.node, "type")) !== "paneldynamic")
    return [];
  return found
    .filter((other) => other.kind === "question" && other.around.includes(entry.name))
    .map((other) => other.name);
}

/** Names the questions an expression reads, or null when it cannot be read. */
function lintExpression(
  { text, node, at, panel }: Expression,
  questionnaire: Questionnaire,
  parameters: ReadonlySet<string>,
  say: Say,
): string[] | null {
  const where = { at, node };
  const parser = new ConditionsParser();
  const operand = text.trim() === "" || text.length > longestExpression ? null : parser.createCondition(text);
  if (!operand || hasParserError(parser)) {
    say("error", "bad-expression", where, { expression: text.slice(0, 200) });
    return null;
  }
  const bare = text.replace(/'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*"/g, "''").replace(/\{[^}]*\}/g, "{}");
  for (const [, name] of bare.matchAll(/([A-Za-z_][A-Za-z0-9_]*)\s*\(/g)) {
    if (!functions.has(name!) && !["and", "or", "not"].includes(name!.toLowerCase())) {
      say("error", "unknown-function", where, { function: name! });
    }
  }
  const names: string[] = [];
  const variables: string[] = [];
  operand.setVariables(variables);
  for (const variable of new Set(variables)) {
    const [first, ...rest] = variable.replace(/\[.*$/, "").split(".");
    const name = first === "panel" && panel !== null ? (rest[0] ?? "") : first!;
    const question = questionnaire.questions.get(name);
    const inside = first === "panel" ? question?.panel === panel : question?.panel === null;
    if (parameters.has(variable)) continue;
    if (!question || !inside) say("error", "unknown-reference", where, { name: variable });
    else names.push(name);
  }
  lintCells(text, questionnaire, where, say);
  return names;
}

/** ConditionsParser keeps its last error; its type does not tell. */
function hasParserError(parser: ConditionsParser): boolean {
  return "error" in parser && parser.error !== undefined && parser.error !== null;
}

/** `figure({grid}, 'ROW', 'COL')` must name a cell the grid has; a figure takes no further words. */
function lintCells(text: string, questionnaire: Questionnaire, where: { at: string; node: JsonNode }, say: Say): void {
  for (const [, name, args] of text.matchAll(
    /\b(?:figure|hasvalue)\s*\(\s*\{([^}]+)\}((?:\s*,\s*(?:'[^']*'|"[^"]*"))*)\s*\)/g,
  )) {
    const question = questionnaire.questions.get(name!.replace(/^panel\./, ""));
    if (!question) continue;
    const keys = [...args!.matchAll(/['"]([^'"]*)['"]/g)].map((match) => match[1]!);
    const path = [question.name, ...keys].join("/");
    const row = question.panel === null ? path : `${question.panel}/x/${path}`;
    const isThere = question.kind === "computed" || question.kind === "number" || locate(questionnaire, row) !== null;
    if (!isThere || (question.kind === "figuregrid" && keys.length === 0)) {
      say("error", "unknown-cell", where, { cell: path });
    }
  }
}

function lintCycles(reads: ReadonlyMap<string, { names: Set<string>; node: JsonNode }>, say: Say): void {
  const done = new Set<string>();
  const visit = (name: string, trail: string[]): void => {
    const at = trail.indexOf(name);
    if (at >= 0) {
      const circle = [...trail.slice(at), name];
      say("error", "cycle", { at: name, node: reads.get(name)?.node }, { questions: circle.join(" → ") });
    }
    if (at >= 0 || done.has(name)) return;
    for (const next of reads.get(name)?.names ?? []) visit(next, [...trail, name]);
    done.add(name);
  };
  for (const name of reads.keys()) visit(name, []);
}

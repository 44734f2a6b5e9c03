import type { Dictionary, Text } from "~/domain/dictionary/dictionary";
import { noCodes, type Parameters, parameterRead } from "~/domain/questionnaire/parameters";
import type { Choice, Question, Questionnaire } from "~/domain/questionnaire/questionnaire";
import { otherCodeNamed, wordsAgree } from "~/domain/questionnaire/words-and-codes";
import { type JsonNode, member, said } from "./json";
import type { Say } from "./problem";
import type { Found } from "./shape";

type Looked = {
  questionnaire: Questionnaire;
  /** The parameters as they are written. */
  own: Parameters;
  dictionary: Dictionary;
  root: JsonNode;
  node: JsonNode | undefined;
  found: readonly Found[];
};

/**
 * Looks at words a round may change: those that stand for a code name its code list (`codes`) and a code, and what is
 * observed of them reads that code; those that do not say `none`. A questionnaire whose words are a parameter and whose code
 * is fixed would store ketamine as nitazenes.
 */
export function lintParameters(looked: Looked, say: Say): void {
  lintDeclared(looked, say);
  const nodes = new Map(looked.found.filter(({ kind }) => kind === "question").map(({ name, node }) => [name, node]));
  for (const question of looked.questionnaire.questions.values())
    if (question.observe) lintObserved(question, nodes.get(question.name), looked, say);
}

function lintDeclared({ own, dictionary, node }: Looked, say: Say): void {
  for (const [name, one] of Object.entries(own)) {
    const where = { at: "", node: member(node, name) ?? node };
    const { codes, code = "" } = one;
    if (codes === undefined || codes === noCodes) continue;
    if (!dictionary.dimensions.has(codes)) say("error", "unknown-code", where, { dimension: codes, code });
    else if (!dictionary.dimensions.get(codes)?.codes.some((known) => known.code === code))
      say("error", "unknown-code", where, { dimension: codes, code: code || "–" });
    else if (!wordsAgree(one, { dimension: codes, code }, dictionary))
      say("error", "words-not-code", where, { parameter: name, code });
  }
}

function lintObserved(question: Question, node: JsonNode | undefined, looked: Looked, say: Say): void {
  const { own } = looked;
  const where = { at: question.name, node: member(node, "observe") ?? node };
  const fixed = Object.entries(question.observe?.fixed ?? {});
  for (const [dimension, code] of fixed) {
    const name = parameterRead(code);
    if (name === null) continue;
    if (!Object.hasOwn(own, name)) say("error", "unknown-reference", where, { name });
    else if (own[name]?.codes !== dimension)
      say("error", "parameter-without-codes", where, { parameter: name, dimension });
  }
  for (const name of readBy(question, looked)) {
    const one = own[name];
    if (!one) continue;
    if (one.codes === undefined || one.codes === noCodes) lintUncoded({ name, one, question }, looked, where, say);
    else lintCoded({ name, codes: one.codes, question }, looked, where, say);
  }
  for (const { value, text } of [...question.rows, ...question.columns, ...question.tabs, ...question.choices])
    for (const name of namesIn(text))
      if (own[name]?.codes !== undefined && own[name]?.codes !== noCodes)
        say("error", "code-fixed", where, { parameter: name, code: value });
}

type Where = { at: string; node: JsonNode | undefined };

/** Words without a code list beside a code that is fixed: nobody can tell whether they are the same thing. */
function lintUncoded(
  { name, one, question }: { name: string; one: Parameters[string]; question: Question },
  { dictionary }: Looked,
  where: Where,
  say: Say,
): void {
  for (const [dimension, code] of Object.entries(question.observe?.fixed ?? {})) {
    if (parameterRead(code) !== null) continue;
    const names = wordsAgree(one, { dimension, code }, dictionary);
    const namesOther = otherCodeNamed(one, { dimension, code }, dictionary) !== null;
    if (one.codes === undefined || names || namesOther)
      say("error", "parameter-without-codes", where, { parameter: name, dimension });
  }
}

/** What a question observes of a coded parameter it asks about is that parameter's code, unless it says another itself. */
function lintCoded(
  { name, codes, question }: { name: string; codes: string; question: Question },
  { dictionary }: Looked,
  where: Where,
  say: Say,
): void {
  const { rows, columns, tabs, from = {}, fixed = {}, indicator = "" } = question.observe ?? {};
  const isSplit = [rows, columns, tabs].includes(codes) || Object.hasOwn(from, codes);
  const isAbout = codes in fixed || (dictionary.indicators.get(indicator)?.dimensions.includes(codes) ?? false);
  if (isSplit || !isAbout) return;
  const code = fixed[codes] ?? "_T";
  const isOwn =
    namesIn(question.title).length === 0 && wordsAgree(question.title, { dimension: codes, code }, dictionary);
  if (parameterRead(code) !== name && !isOwn) say("error", "code-fixed", where, { parameter: name, code });
}

/** Parameters in what a person reads of a question: its own texts, and the heads above it. */
function readBy(question: Question, { questionnaire, own, root }: Looked): string[] {
  const section = questionnaire.sections.find(({ name }) => name === question.section);
  const entries: readonly Choice[] = [...question.rows, ...question.columns, ...question.tabs, ...question.choices];
  const description = member(root, "description");
  const above = [...(description?.members?.values() ?? (description ? [description] : []))].map(said);
  const texts = [
    ...[question.title, question.description, question.definition, questionnaire.title],
    ...[section?.title ?? null, section?.description ?? null],
    ...(section?.tables ?? []).filter(({ questions }) => questions.includes(question.name)).map(({ title }) => title),
    ...entries.map(({ text }) => text),
    ...above.map((text) => ({ en: text, fr: text })),
  ];
  const read = new Set(texts.flatMap((text) => (text ? namesIn(text) : [])));
  return Object.keys(own).filter((name) => read.has(name));
}

function namesIn({ en, fr }: Text): string[] {
  return [...`${en} ${fr}`.matchAll(/\{([A-Za-z][A-Za-z0-9_]*)\}/g)].map(([, name]) => name!);
}

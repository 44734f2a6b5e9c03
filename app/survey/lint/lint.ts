import { Model } from "survey-core";
import { type Dictionary, toDictionary } from "~/domain/dictionary/dictionary";
import { checkChanges, checkEntries, mergeCodes } from "~/domain/dictionary/entries";
import { type DictionaryEntries, noEntries, parseEntries } from "~/domain/dictionary/parse";
import { locate } from "~/domain/questionnaire/answers";
import { codedIn, type Parameters, withParameters } from "~/domain/questionnaire/parameters";
import type { Problem } from "~/domain/questionnaire/problem";
import type { Questionnaire } from "~/domain/questionnaire/questionnaire";
import { registerFigures } from "~/survey/figure/question";
import { parametersOf, readQuestionnaire } from "~/survey/questionnaire/read-questionnaire";
import { isCode } from "./allowed";
import { isAffordable } from "./cost";
import { lintExpressions } from "./expressions";
import { itemsOf, type JsonNode, JsonTextError, member, readJson, said } from "./json";
import { type Mended, mend } from "./mend";
import { lintParameters } from "./parameters";
import { mostProblems, type Say } from "./problem";
import { lintSeries } from "./series";
import { type Found, lintShape, lintText } from "./shape";

/** Longest text of a definition, characters; the annual questionnaire in two languages has under a million. */
export const longestDefinition = 2_000_000;

export type Linted = {
  /** In the order of lines; errors and warnings. */
  problems: Problem[];
  /** Null where the shape is too wrong to be read. */
  questionnaire: Questionnaire | null;
  /** What the questionnaire brings into the dictionary. */
  entries: DictionaryEntries;
};

/**
 * Looks at a definition before it is published: an allow-list of types and properties, safe names and texts, both languages,
 * indicators and codes the dictionary knows or the questionnaire brings, expressions that can be true, one question per
 * series. Any text is safe to give, and nothing is stored.
 * @param known  the dictionary as it stands; `former` = the version before, when there is one; `next` = the number it must
 *               have, one more than the former's when left out
 */
export function lintQuestionnaire(
  text: string,
  known: { dictionary: Dictionary; former?: Questionnaire | null; next?: number },
): Linted {
  const problems: Problem[] = [];
  const say: Say = (level, code, { at, node }, detail = {}) => {
    if (problems.length < mostProblems) problems.push({ level, code, at, line: node?.line ?? 1, detail });
  };
  const nothing = { problems, questionnaire: null, entries: noEntries };
  if (text.length > longestDefinition) {
    say("error", "too-large", { at: "", node: undefined }, { length: text.length, most: longestDefinition });
    return nothing;
  }
  const root = readText(text, problems);
  if (!root || !isAffordable(root, say)) return nothing;
  const found = lintShape(root, say);
  const vigie = member(root, "vigie");
  // A questionnaire made for SurveyJS alone has no such part: that is one thing to say, not one for each of its keys.
  if (vigie?.members) lintVigie(vigie, known.next ?? (known.former?.version ?? 0) + 1, say);
  else say("error", "vigie-missing", { at: "", node: vigie ?? root });
  const { entries, dictionary } = lintDictionary(member(vigie, "dictionary"), known.dictionary, text, say);
  const isUnreadable = hasError(problems, shapeCodes);
  const isFaulty = hasError(problems, null);
  // What is refused so far is left out, so that all that is wrong with the rest is told in the same go.
  const { definition, left }: Mended = isFaulty ? mend(root) : { definition: JSON.parse(text), left: new Set() };
  const questionnaire = tryRead(definition, say, isUnreadable ? null : root);
  const meaning = { root, found: found.filter(isFirst), dictionary, former: known.former ?? null };
  if (questionnaire) lintMeaning(questionnaire, meaning, besides(left, say));
  // The last word is SurveyJS's own; it may crash on what the parts before have refused, and it shouts about expressions.
  const isLegible = !hasError(problems, ["bad-expression", "unknown-function"]);
  if (questionnaire && isLegible) lintModel(definition, { root, mayCrash: hasError(problems, null) }, say);
  problems.sort((a, b) => a.line - b.line);
  return { problems, questionnaire: isUnreadable ? null : questionnaire, entries };
}

/** Of things with the same name the first one is looked at. */
function isFirst(one: Found, at: number, all: readonly Found[]): boolean {
  return all.findIndex(({ name, kind }) => name === one.name && (kind === "page") === (one.kind === "page")) === at;
}

/** Does not blame what refers to a question that was left out. */
function besides(left: ReadonlySet<string>, say: Say): Say {
  return (level, code, where, detail = {}) => {
    const named = [detail.name, detail.question, detail.path, detail.section].map((part) => String(part).split("/")[0]);
    if (!named.some((name) => name !== undefined && left.has(name))) say(level, code, where, detail);
  };
}

/** Problems that make a definition unreadable for the later parts. */
const shapeCodes = [
  "not-an-object",
  "type-not-allowed",
  "wrong-kind",
  "name-twice",
  "bad-name",
  "vigie-missing",
  "bad-id",
  "bad-version",
  "no-pages",
  "key-twice",
];

function hasError(problems: readonly Problem[], codes: readonly string[] | null): boolean {
  return problems.some((problem) => problem.level === "error" && (codes === null || codes.includes(problem.code)));
}

function readText(text: string, problems: Problem[]): JsonNode | null {
  const fault = (code: Problem["code"], line: number, detail = {}) =>
    problems.push({ level: "error", code, at: "", line, detail });
  try {
    const { root, repeated } = readJson(text);
    for (const { key, line } of repeated) fault("key-twice", line, { key });
    if (root.members) return root;
    fault("not-an-object", root.line);
  } catch (error) {
    if (!(error instanceof JsonTextError)) throw error;
    fault(error.problem, error.line);
  }
  return null;
}

/** @param root  null = that it cannot be read is no news */
function tryRead(definition: unknown, say: Say, root: JsonNode | null): Questionnaire | null {
  try {
    return readQuestionnaire(definition);
  } catch (error) {
    if (root)
      say("error", "survey-json", { at: "", node: root }, { message: error instanceof Error ? error.message : "" });
    return null;
  }
}

const vigieKeys = ["id", "version", "dictionary", "parameters", "checks"];

function lintVigie(node: JsonNode, next: number, say: Say): void {
  const where = (key: string) => ({ at: "", node: member(node, key) ?? node });
  for (const [key, value] of node.members ?? []) {
    if (!vigieKeys.includes(key))
      say("error", "property-not-allowed", { at: "", node: value }, { property: `vigie.${key}` });
  }
  if (!/^[a-z][a-z0-9-]{1,39}$/.test(said(member(node, "id")))) say("error", "bad-id", where("id"));
  const version = member(node, "version")?.value;
  if (typeof version !== "number" || !Number.isInteger(version) || version < 1)
    say("error", "bad-version", where("version"));
  else if (version !== next) say("error", "version-not-next", where("version"), { version, next });
  for (const [name, value] of member(node, "parameters")?.members ?? []) {
    if (!isCode(name)) say("error", "bad-name", { at: "", node: value }, { name });
    const words = [...(value.members ?? [])].filter(([key]) => key !== "codes" && key !== "code");
    lintText(value.members ? { ...value, members: new Map(words) } : value, "", name, say);
  }
}

function lintDictionary(node: JsonNode | undefined, known: Dictionary, text: string, say: Say) {
  const nothing = { entries: noEntries, dictionary: known };
  if (!node) return nothing;
  const written: { vigie: { dictionary: unknown } } = JSON.parse(text);
  const { entries, problems } = parseEntries(written.vigie.dictionary);
  const places = { countries: new Set<string>(), groups: new Set<string>() };
  const found = [...problems, ...checkEntries(entries, known, places), ...checkChanges(entries, known, false)];
  for (const { kind, at, what } of found)
    say("error", "dictionary", { at: "", node: lineOf(node, at) }, { kind, entry: at, what });
  for (const key of ["countries", "groups", "memberships"]) {
    const brought = member(node, key);
    if (brought)
      say("error", "property-not-allowed", { at: "", node: brought }, { property: `vigie.dictionary.${key}` });
  }
  const dimensions = entries.dimensions.map((dimension) => {
    const codes = mergeCodes(known.dimensions.get(dimension.id)?.codes ?? [], dimension.codes);
    return { ...dimension, codes };
  });
  const merged = toDictionary({
    indicators: [...known.indicators.values(), ...entries.indicators],
    dimensions: [...known.dimensions.values(), ...dimensions],
    units: [...known.units.values(), ...entries.units],
  });
  return { entries, dictionary: merged };
}

/** The entry a dictionary problem is about (`indicator DEM-X`, `dimension PLACE CODE`). */
function lineOf(node: JsonNode, at: string): JsonNode {
  const [kind, code] = at.split(" ");
  const entry = itemsOf(member(node, `${kind}s`)).find((e) =>
    [said(member(e, "code")), said(member(e, "id"))].includes(code ?? ""),
  );
  return entry ?? node;
}

type Meaning = { root: JsonNode; found: Found[]; dictionary: Dictionary; former: Questionnaire | null };

function lintMeaning(questionnaire: Questionnaire, { root, found, dictionary, former }: Meaning, say: Say): void {
  const parametersNode = member(member(root, "vigie"), "parameters");
  const own = readParameters(parametersNode);
  const parameters = new Set([...Object.keys(own), ...codedIn(own).map(({ name }) => `${name}_code`)]);
  lintParameters({ questionnaire, own, dictionary, root, node: parametersNode, found }, say);
  // With the questionnaire's own codes: those a round gives come from the same lists.
  lintSeries(withParameters(questionnaire, own), dictionary, found, say);
  lintExpressions(questionnaire, { root, found, parameters }, say);
  lintChecks(questionnaire, itemsOf(member(member(root, "vigie"), "checks")), say);
  if (former) lintContinuity(questionnaire, former, found, say);
}

function readParameters(node: JsonNode | undefined): Parameters {
  const plain = [...(node?.members ?? [])].map(([name, one]) => [
    name,
    Object.fromEntries([...(one.members ?? [])].map(([key, value]) => [key, value.value])),
  ]);
  return parametersOf({ vigie: { parameters: Object.fromEntries(plain) } });
}

const checkKeys = ["name", "section", "level", "at", "holds", "text"];

function lintChecks(questionnaire: Questionnaire, checks: readonly JsonNode[], say: Say): void {
  const seen = new Set<string>();
  for (const node of checks) {
    const name = said(member(node, "name"));
    const where = { at: name, node };
    if (!/^[a-z][a-z0-9-]{1,79}$/.test(name)) say("error", "bad-name", where, { name: name || "–" });
    if (seen.has(name)) say("error", "name-twice", where, { name });
    seen.add(name);
    for (const [key, value] of node.members ?? []) {
      if (!checkKeys.includes(key)) say("error", "property-not-allowed", { at: name, node: value }, { property: key });
    }
    const section = said(member(node, "section"));
    if (!questionnaire.sections.some((known) => known.name === section))
      say("error", "unknown-section", where, { section });
    if (!["error", "warning", "info"].includes(said(member(node, "level"))))
      say("error", "wrong-kind", where, { property: "level" });
    const paths = itemsOf(member(node, "at")).map(said);
    if (paths.length === 0) say("error", "bad-path", where, { path: "–" });
    for (const path of paths) {
      const isKnown = questionnaire.questions.has(path) || locate(questionnaire, path) !== null;
      if (!isKnown) say("error", "bad-path", { at: name, node: member(node, "at") }, { path });
    }
    const words = member(node, "text");
    if (words) lintText(words, name, "text", say);
    else say("error", "title-missing", where);
  }
}

/** A question of the same name is the same question: its kind cannot change under its series. */
function lintContinuity(questionnaire: Questionnaire, former: Questionnaire, found: Found[], say: Say): void {
  for (const { name, node, kind } of found) {
    const question = kind === "question" ? questionnaire.questions.get(name) : undefined;
    if (!question) continue;
    const before = former.questions.get(name);
    if (before && before.kind !== question.kind) {
      say("error", "kind-changed", { at: name, node }, { before: before.kind, now: question.kind });
    }
    const replaced = member(node, "replaces");
    if (!replaced) continue;
    const known = former.questions.has(said(replaced)) && !questionnaire.questions.has(said(replaced));
    if (!known || before) say("error", "replaces-unknown", { at: name, node: replaced }, { question: said(replaced) });
  }
}

/** Whatever SurveyJS would drop in silence is said. Size and depth are bounded by now. */
function lintModel(definition: unknown, { root, mayCrash }: { root: JsonNode; mayCrash: boolean }, say: Say): void {
  registerFigures();
  try {
    const model = new Model(definition);
    for (const error of model.jsonErrors ?? []) {
      say("error", "survey-json", { at: "", node: root }, { message: error.message.replace(/<[^>]*>/g, "") });
    }
    model.dispose();
  } catch (error) {
    if (!mayCrash) throw error;
  }
}

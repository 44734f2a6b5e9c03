import { allowed, inputTypes, isCode, isName, type Kind, page as pageProperties, validators } from "./allowed";
import { itemsOf, type JsonNode, member, said } from "./json";
import type { Say } from "./problem";

/** Everything of a definition in the order it stands, for the later parts of lint. */
export type Found = {
  /** Name of the question, panel or page. */
  name: string;
  node: JsonNode;
  kind: "page" | "panel" | "question";
  section: string;
  /** Repeated panel a question stands in. */
  panel: string | null;
  /** Names of the page and panels around it, outermost first. */
  around: string[];
};

/**
 * Looks at the shape: only allowed types and properties, each of its kind; names and codes that are safe; texts in both
 * languages without markup.
 */
export function lintShape(root: JsonNode, say: Say): Found[] {
  const found: Found[] = [];
  const whole = { at: "", node: root };
  for (const [key, node] of root.members ?? []) {
    if (key === "title" || key === "description") lintText(node, "", key, say);
    else if (key !== "vigie" && key !== "pages")
      say("error", "property-not-allowed", { at: "", node }, { property: key });
  }
  if (!member(root, "title")) say("error", "title-missing", whole);
  const pages = itemsOf(member(root, "pages"));
  if (pages.length === 0) say("error", "no-pages", whole);
  for (const node of pages) lintPage(node, found, say);
  lintNames(found, say);
  return found;
}

function lintPage(node: JsonNode, found: Found[], say: Say): void {
  const name = said(member(node, "name"));
  found.push({ name, node, kind: "page", section: name, panel: null, around: [] });
  if (!member(node, "title")) say("error", "title-missing", { at: name, node });
  if (itemsOf(member(node, "elements")).length === 0) say("error", "page-empty", { at: name, node });
  lintProperties(node, pageProperties, { section: name, panel: null, around: [name], at: name }, found, say);
}

type Around = { section: string; panel: string | null; around: string[]; at: string };

function lintProperties(node: JsonNode, known: Record<string, Kind>, around: Around, found: Found[], say: Say): void {
  for (const [key, value] of node.members ?? []) {
    const kind = Object.hasOwn(known, key) ? known[key] : undefined;
    if (kind === undefined) say("error", "property-not-allowed", { at: around.at, node: value }, { property: key });
    else if (kind === "elements") for (const element of itemsOf(value)) lintElement(element, around, found, say);
    else lintValue(value, kind, { at: around.at, key }, say);
  }
}

function lintElement(node: JsonNode, around: Around, found: Found[], say: Say): void {
  const name = said(member(node, "name"));
  const type = said(member(node, "type"));
  const known = Object.hasOwn(allowed, type) ? allowed[type] : undefined;
  const where = { at: name, node };
  if (!known) {
    say("error", "type-not-allowed", where, { type: type || "–" });
    return;
  }
  found.push({ name, node, kind: type === "panel" ? "panel" : "question", ...around });
  if (type !== "panel" && !member(node, "title")) say("error", "title-missing", where);
  if (type === "text" && !inputTypes.includes(said(member(node, "inputType")) || "text")) {
    say("error", "property-not-allowed", { at: name, node: member(node, "inputType") }, { property: "inputType" });
  }
  if (type === "paneldynamic" && around.panel !== null) say("error", "type-not-allowed", where, { type });
  const panel = type === "paneldynamic" ? name : around.panel;
  lintProperties(node, known, { ...around, at: name, panel, around: [...around.around, name] }, found, say);
}

function lintValue(node: JsonNode, kind: Kind, { at, key }: { at: string; key: string }, say: Say): void {
  if (!isOfKind(node, kind)) say("error", "wrong-kind", { at, node }, { property: key });
  else if (kind === "text") lintText(node, at, key, say);
  else if (kind === "choices" || kind === "rows") lintEntries(node, kind, at, say);
  else if (kind === "validators") lintValidators(node, at, say);
}

/** Is the value of a property what the allow-list says it must be? */
export function isOfKind(node: JsonNode, kind: Kind): boolean {
  switch (kind) {
    case "text":
      return typeof node.value === "string" || node.members !== null;
    case "plain":
    case "expression":
      return typeof node.value === "string";
    case "number":
    case "boolean":
      return typeof node.value === kind;
    case "totals":
      return typeof node.value === "boolean" || node.members !== null;
    case "observe":
      return node.value === "none" || node.members !== null;
    case "paths":
      return node.items?.every((item) => typeof item.value === "string") ?? false;
    case "choices":
    case "rows":
    case "validators":
    case "elements":
      return node.items !== null;
    default:
      return kind satisfies never;
  }
}

const entryProperties = { choices: ["value", "text"], rows: ["value", "text", "parent", "definition"] };

function lintEntries(node: JsonNode, kind: "choices" | "rows", at: string, say: Say): void {
  const seen = new Set<string>();
  for (const entry of itemsOf(node)) {
    const code = entry.members ? said(member(entry, "value")) : said(entry);
    if (!isCode(code)) say("error", "bad-code", { at, node: entry }, { code: code || "–" });
    if (seen.has(code)) say("error", "code-twice", { at, node: entry }, { code });
    seen.add(code);
    if (!entry.members)
      say("warning", "translation-missing", { at, node: entry }, { property: code, language: "en, fr" });
    for (const [key, value] of entry.members ?? []) {
      if (!entryProperties[kind].includes(key))
        say("error", "property-not-allowed", { at, node: value }, { property: key });
      else if (key === "text" || key === "definition") lintText(value, at, code, say);
      else if (typeof value.value !== "string") say("error", "wrong-kind", { at, node: value }, { property: key });
    }
    if (entry.members && !member(entry, "text")) {
      say("warning", "translation-missing", { at, node: entry }, { property: code, language: "en, fr" });
    }
  }
}

function lintValidators(node: JsonNode, at: string, say: Say): void {
  for (const validator of itemsOf(node)) {
    const type = said(member(validator, "type"));
    const known = Object.hasOwn(validators, type) ? validators[type]! : null;
    if (type === "regex") say("error", "pattern-not-allowed", { at, node: validator });
    else if (!known) say("error", "type-not-allowed", { at, node: validator }, { type: type || "–" });
    else {
      for (const [key, value] of validator.members ?? []) {
        if (!Object.hasOwn(known, key)) say("error", "property-not-allowed", { at, node: value }, { property: key });
        else lintValue(value, known[key]!, { at, key }, say);
      }
    }
  }
}

const markup = /<[a-z!/?]|&#|javascript:|data:text/i;

/** A text people read: an object with English (`default`) and French, or a word that is the same in both. */
export function lintText(node: JsonNode, at: string, property: string, say: Say): void {
  const where = { at, node };
  for (const part of node.members ? node.members.values() : [node]) {
    if (typeof part.value !== "string") say("error", "wrong-kind", { at, node: part }, { property });
    else if (markup.test(part.value)) say("error", "unsafe-html", { at, node: part }, { property });
    else if (/https?:\/\//i.test(part.value)) say("warning", "address-in-text", { at, node: part }, { property });
  }
  if (!node.members) {
    if (/\p{L}{2}/u.test(said(node))) say("warning", "translation-missing", where, { property, language: "fr" });
    return;
  }
  for (const [key, value] of node.members) {
    if (!["default", "en", "fr"].includes(key))
      say("error", "property-not-allowed", { at, node: value }, { property: key });
  }
  const missing = [
    said(member(node, "default")) || said(member(node, "en")) ? null : "en",
    said(member(node, "fr")) ? null : "fr",
  ].filter((language) => language !== null);
  if (missing.length > 0) say("warning", "translation-missing", where, { property, language: missing.join(", ") });
}

/** SurveyJS finds names without regard to capitals, and two questions of one name share one answer. */
function lintNames(found: Found[], say: Say): void {
  const seen = new Set<string>();
  const sections = new Set(found.filter(({ kind }) => kind === "page").map(({ name }) => name.toLowerCase()));
  for (const { name, node, kind } of found) {
    if (!isName(name)) say("error", "bad-name", { at: name, node }, { name: name || "–" });
    const key = `${kind === "page" ? "page " : ""}${name.toLowerCase()}`;
    if (seen.has(key)) say("error", "name-twice", { at: name, node }, { name });
    seen.add(key);
    // Sections and figures are delegated by their names: one of both would be given with the other.
    if (kind !== "page" && sections.has(name.toLowerCase()))
      say("error", "name-of-section", { at: name, node }, { name });
  }
}

import { allowed, isName, type Kind, page, validators } from "./allowed";
import { itemsOf, type JsonNode, member, said } from "./json";
import { isOfKind } from "./shape";

export type Mended = {
  /** What can be read of the definition. */
  definition: unknown;
  /** Names of the questions and panels that were left out: what refers to them is not wrong for that. */
  left: ReadonlySet<string>;
};

/**
 * A copy of a definition without what `lintShape` refuses, so that the later parts of lint can look at the rest: all that is
 * wrong is told in one go. Only for looking at; nobody publishes it.
 */
export function mend(root: JsonNode): Mended {
  const left = new Set<string>();
  const seen = new Set<string>();
  const pages = itemsOf(member(root, "pages")).flatMap((node) => {
    const name = said(member(node, "name"));
    const key = `page ${name.toLowerCase()}`;
    if (!isName(name) || seen.has(key)) {
      leave(node, left);
      return [];
    }
    seen.add(key);
    return [{ title: "", ...properties(node, page, seen, left) }];
  });
  const vigie = member(root, "vigie");
  const id = said(member(vigie, "id"));
  const version = member(vigie, "version")?.value;
  const definition = {
    title: plain(member(root, "title")) ?? "",
    vigie: {
      ...asRecord(plain(vigie)),
      id: id === "" ? "unnamed" : id,
      version: typeof version === "number" ? version : 1,
    },
    pages,
  };
  return { definition, left };
}

function properties(node: JsonNode, known: Record<string, Kind>, seen: Set<string>, left: Set<string>) {
  const kept: Record<string, unknown> = {};
  for (const [key, value] of node.members ?? []) {
    const kind = Object.hasOwn(known, key) ? known[key] : undefined;
    if (kind === undefined || !isOfKind(value, kind)) continue;
    kept[key] = kind === "elements" ? elements(value, seen, left) : readable(value, kind);
  }
  return kept;
}

function elements(list: JsonNode, seen: Set<string>, left: Set<string>): unknown[] {
  return itemsOf(list).flatMap((node) => {
    const [name, type] = [said(member(node, "name")), said(member(node, "type"))];
    const known = Object.hasOwn(allowed, type) ? allowed[type] : undefined;
    const isTwice = seen.has(name.toLowerCase());
    if (!known || !isName(name) || isTwice) {
      leave(node, left);
      return [];
    }
    seen.add(name.toLowerCase());
    return [{ title: name, ...properties(node, known, seen, left) }];
  });
}

function readable(node: JsonNode, kind: Kind): unknown {
  if (kind === "choices" || kind === "rows") return entries(node);
  if (kind === "validators") {
    return itemsOf(node)
      .filter((one) => Object.hasOwn(validators, said(member(one, "type"))))
      .map(plain);
  }
  return plain(node);
}

function entries(node: JsonNode): unknown[] {
  // A faulty code is looked at like any other: it may be unknown besides.
  return itemsOf(node)
    .filter((entry) => (entry.members ? said(member(entry, "value")) : said(entry)) !== "")
    .map(plain);
}

/** Notes the names of an element and of all inside it. */
function leave(node: JsonNode, left: Set<string>): void {
  const name = said(member(node, "name"));
  if (name !== "") left.add(name);
  for (const key of ["elements", "templateElements"])
    for (const inner of itemsOf(member(node, key))) leave(inner, left);
}

/** A node as JSON.parse would give it, without keys that are names of the prototype. */
function plain(node: JsonNode | undefined): unknown {
  if (!node) return undefined;
  if (node.items) return node.items.map(plain);
  if (!node.members) return node.value;
  const named = [...node.members].filter(([key]) => key !== "__proto__");
  return Object.fromEntries(named.map(([key, value]) => [key, plain(value)]));
}

function asRecord(value: unknown): object {
  return typeof value === "object" && value !== null && !Array.isArray(value) ? value : {};
}

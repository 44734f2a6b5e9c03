/** A JSON value with the line it stands on. Members in a Map: a key named `__proto__` is a key like any other. */
export type JsonNode = {
  line: number;
  value: string | number | boolean | null | undefined;
  members: ReadonlyMap<string, JsonNode> | null;
  items: readonly JsonNode[] | null;
};

export class JsonTextError extends Error {
  constructor(
    readonly line: number,
    readonly problem: "malformed" | "too-deep",
  ) {
    super(`${problem} at line ${line}`);
  }
}

export type ReadJson = { root: JsonNode; repeated: { key: string; line: number }[] };

/** Deepest nesting of a definition: pages, panels in panels, choices, texts. */
const deepest = 32;

/**
 * Reads JSON with lines. Stricter than it need be nowhere: what JSON.parse reads it reads, but it names the line of a
 * fault and tells keys that stand twice, of which JSON.parse silently takes the last.
 * @throws JsonTextError
 */
export function readJson(text: string): ReadJson {
  const reader = new Reader(text);
  const root = reader.value(0);
  reader.end();
  return { root, repeated: reader.repeated };
}

const literals: Record<string, boolean | null> = { true: true, false: false, null: null };

class Reader {
  private at = 0;
  private line = 1;
  readonly repeated: { key: string; line: number }[] = [];

  constructor(private readonly text: string) {}

  end(): void {
    this.skip();
    if (this.at < this.text.length) this.fail();
  }

  value(depth: number): JsonNode {
    if (depth > deepest) throw new JsonTextError(this.line, "too-deep");
    this.skip();
    const line = this.line;
    const start = this.text[this.at];
    const node = { line, value: undefined, members: null, items: null };
    if (start === "{") return { ...node, members: this.members(depth) };
    if (start === "[") return { ...node, items: this.items(depth) };
    if (start === '"') return { ...node, value: this.string() };
    return { ...node, value: this.scalar() };
  }

  private members(depth: number): Map<string, JsonNode> {
    const members = new Map<string, JsonNode>();
    this.at++;
    this.skip();
    if (this.take("}")) return members;
    do {
      this.skip();
      if (this.text[this.at] !== '"') this.fail();
      const line = this.line;
      const key = this.string();
      if (members.has(key)) this.repeated.push({ key, line });
      this.skip();
      if (!this.take(":")) this.fail();
      members.set(key, this.value(depth + 1));
      this.skip();
    } while (this.take(","));
    if (!this.take("}")) this.fail();
    return members;
  }

  private items(depth: number): JsonNode[] {
    const items: JsonNode[] = [];
    this.at++;
    this.skip();
    if (this.take("]")) return items;
    do {
      items.push(this.value(depth + 1));
      this.skip();
    } while (this.take(","));
    if (!this.take("]")) this.fail();
    return items;
  }

  private string(): string {
    let end = this.at + 1;
    while (end < this.text.length && this.text[end] !== '"') end += this.text[end] === "\\" ? 2 : 1;
    return this.parse(this.text.slice(this.at, end + 1), (value) => typeof value === "string");
  }

  private scalar(): number | boolean | null {
    const word = /^[-+.\w]+/.exec(this.text.slice(this.at, this.at + 400))?.[0] ?? "";
    if (Object.hasOwn(literals, word)) {
      this.at += word.length;
      return literals[word]!;
    }
    return this.parse(word, (value) => typeof value === "number");
  }

  /** JSON.parse decides on each string and number, so that escapes and exponents are exactly its own. */
  private parse<T>(token: string, isKind: (value: unknown) => boolean): T {
    try {
      const value: unknown = JSON.parse(token);
      if (!isKind(value)) this.fail();
      this.at += token.length;
      return value as T;
    } catch {
      return this.fail();
    }
  }

  private skip(): void {
    for (; this.at < this.text.length; this.at++) {
      const sign = this.text[this.at];
      if (sign === "\n") this.line++;
      else if (sign !== " " && sign !== "\t" && sign !== "\r") return;
    }
  }

  private take(sign: string): boolean {
    if (this.text[this.at] !== sign) return false;
    this.at++;
    return true;
  }

  private fail(): never {
    throw new JsonTextError(this.line, "malformed");
  }
}

/** The member of an object; undefined for anything else. */
export function member(node: JsonNode | undefined, key: string): JsonNode | undefined {
  return node?.members?.get(key);
}

/** The text of a string node, empty for anything else. */
export function said(node: JsonNode | undefined): string {
  return typeof node?.value === "string" ? node.value : "";
}

export function itemsOf(node: JsonNode | undefined): readonly JsonNode[] {
  return node?.items ?? [];
}

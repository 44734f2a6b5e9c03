/** A part of the map that is not of its shape; `at` is its place (`cases.2.dimensions.SEX`). */
export type MapProblem = {
  kind:
    | "malformed"
    | "unknown-part"
    | "unknown-column"
    | "column-without-use"
    | "column-twice"
    | "unknown-code"
    | "part-missing"
    | "bad-dictionary";
  at: string;
  what: string;
};

/** Reads parts of an unknown object and notes what is wrong; a wrong part reads as something harmless. */
export type Reader = {
  say(kind: MapProblem["kind"], part: string): void;
  has(part: string): boolean;
  keys(): string[];
  /** Names every part that is not among these words. */
  only(words: readonly string[]): Reader;
  text(part: string): string;
  textOrNull(part: string): string | null;
  number(part: string): number;
  truth(part: string): boolean;
  texts(part: string): string[];
  oneOf<T extends string>(part: string, words: readonly T[]): T;
  child(part: string): Reader;
  /** The same where the part may be left out. */
  childOr(part: string): Reader;
  children(part: string): Reader[];
};

/**
 * Reads parts of `input`, noting each wrong one in `problems`.
 * @param at  where the part stands, for the problems
 */
export function readerOf(input: unknown, at: string, problems: MapProblem[]): Reader {
  const given = isObject(input) ? input : {};
  const say: Reader["say"] = (kind, what) => void problems.push({ kind, at, what });
  if (!isObject(input)) say("malformed", "not an object");
  const has = (part: string) => Object.hasOwn(given, part);
  const partOf = (part: string): unknown => (has(part) ? given[part] : undefined);
  const wrong = (part: string) => say(has(part) ? "malformed" : "part-missing", part);
  const text = (part: string): string => {
    const value = partOf(part);
    if (typeof value === "string" && value !== "") return value;
    wrong(part);
    return "";
  };
  const reader: Reader = {
    say,
    has,
    text,
    keys: () => Object.keys(given),
    only: (words) => {
      for (const key of Object.keys(given)) if (!words.includes(key)) say("unknown-part", key);
      return reader;
    },
    textOrNull: (part) => (!has(part) || given[part] === null ? null : text(part)),
    number: (part) => {
      const value = partOf(part);
      if (typeof value === "number" && Number.isFinite(value)) return value;
      wrong(part);
      return 0;
    },
    truth: (part) => {
      const value = partOf(part);
      if (typeof value !== "boolean") wrong(part);
      return value === true;
    },
    texts: (part) => {
      const value = partOf(part);
      if (Array.isArray(value) && value.every((word) => typeof word === "string")) return value;
      say("malformed", part);
      return [];
    },
    oneOf: (part, words) => {
      const found = words.find((word) => word === partOf(part));
      if (found === undefined) wrong(part);
      return found ?? words[0]!;
    },
    child: (part) => readerOf(partOf(part), `${at}.${part}`, problems),
    childOr: (part) => readerOf(has(part) ? given[part] : {}, `${at}.${part}`, problems),
    children: (part) => {
      const value = has(part) ? given[part] : [];
      if (!Array.isArray(value)) say("malformed", part);
      return Array.isArray(value) ? value.map((one, index) => readerOf(one, `${at}.${part}.${index}`, problems)) : [];
    },
  };
  return reader;
}

/** Is it an object with parts, not a list? */
export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

import type { Lang } from "~/domain/dictionary/dictionary";
import { type Figure, type FlagCode, flagCodes, reasonOf, type StatusCode } from "./figure";
import { readNumber } from "./read-number";
import { limitOf, type Mention, mentionOf, type Saying, sayingOf } from "./read-words";

export const readProblems = [
  "not-a-number",
  "broken-groups",
  "unfinished-number",
  "leading-zero",
  "too-many-digits",
  "letter-in-number",
  "exponent",
  "minus-zero",
  "range",
  "approximate",
  "open-limit",
  "unknown-word",
  "repeated-flag",
  "formula",
  "spreadsheet-error",
] as const;
/** Why a typed text is not taken; it stays as typed. */
export type ReadProblem = (typeof readProblems)[number];

/** Why a typed text is asked about: thousands or decimals, a dash, a limit, an abbreviation. */
export type Doubt = "mark" | "dash" | "below" | "abbreviation";

export type Reading =
  | { figure: Figure }
  | { doubtful: Figure[]; why: Doubt }
  /** `word` is the part that is neither a status nor the unit asked for. */
  | { refused: ReadProblem; word?: string }
  | { empty: true };

/**
 * Reads what a person typed in a figure, as a statistician would write it, and never guesses.
 *
 * Any kind of space or apostrophe parts thousands; status letters or words may follow the number. A text with two honest
 * readings comes back as `doubtful` with all of them, the commonest first; what cannot be read is refused and kept.
 * @param units  spellings of the unit that may stand after the number (`%`, `kg`); absent = none may
 * @returns value, flags and confidentiality only: bounds, sample size and note are edited beside the figure
 * @source Eurostat flags and SDMX CL_OBS_STATUS 2.2 for the letters; `:` alone is "not collected" (house rule)
 */
export function readFigure(text: string, lang: Lang, units: readonly string[] = []): Reading {
  const typed = tidy(text);
  if (typed === "") return { empty: true };
  const saying = sayingOf(typed.toLocaleLowerCase(lang), lang);
  if (saying) return fromSaying(saying);
  if (typed.startsWith("=")) return { refused: "formula" };
  if (typed.startsWith("#")) return { refused: "spreadsheet-error" };
  const head = /^(<=|>=|[<>≤≥~≈]|ca?\.?(?= ?\d)|env\.?(?= ?\d))? ?([-−–+]?) ?([\d.,' ]*\d[.,]?|[.,]\d+)(.*)$/iu.exec(
    typed,
  );
  if (!head) return { refused: "not-a-number" };
  const [, before = "", sign = "", body = "", tail = ""] = head;
  if (before !== "" && before !== "<") return { refused: /[<>≤≥]/.test(before) ? "open-limit" : "approximate" };
  const after = tail.trim();
  const numbers = readNumber(after !== "" && /[.,]$/.test(body) ? body.slice(0, -1) : body.trim());
  const problem = tailProblem(after) ?? (Array.isArray(numbers) ? null : numbers.problem);
  if (problem || !Array.isArray(numbers)) return { refused: problem ?? "not-a-number" };
  if (/[-−–]/.test(sign) && numbers.includes(0)) return { refused: "minus-zero" };
  const signed = /[-−–]/.test(sign) ? numbers.map((n) => -n) : numbers;
  return withTail({ numbers: signed, below: before === "<", words: wordsOf(after, units), lang });
}

function tidy(text: string): string {
  return text
    .replace(/[\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff]/g, "")
    .replace(/[’ʼ‘`]/g, "'")
    .replace(/[^\S\n\r\t]/gu, " ")
    .trim();
}

function fromSaying(saying: Saying): Reading {
  if ("reason" in saying) return { figure: { v: null, f: [saying.reason] } };
  if ("zero" in saying) return { figure: { v: 0 } };
  const readings = saying.oneOf.map((code): Figure => (code === "zero" ? { v: 0 } : { v: null, f: [code] }));
  return { doubtful: readings, why: saying.why };
}

function tailProblem(tail: string): ReadProblem | null {
  if (!/\d/.test(tail)) return null;
  if (/^[-−–] ?[\d.,]+$/.test(tail)) return "range";
  if (/^e[-+]?\d+$/i.test(tail)) return "exponent";
  return /^[a-z]/i.test(tail) ? "letter-in-number" : "not-a-number";
}

/** Words after the number without brackets; the unit asked for is no word. */
function wordsOf(tail: string, units: readonly string[]): string[] {
  let rest = ` ${tail.replace(/[()[\]]/g, " ")} `;
  for (const unit of units) {
    const at = rest.toLowerCase().indexOf(` ${unit.toLowerCase()} `);
    if (at >= 0) {
      rest = `${rest.slice(0, at)} ${rest.slice(at + unit.length + 2)}`;
      break;
    }
  }
  return rest.split(/[\s,;+/]+/).filter((word) => word !== "");
}

type Parts = { numbers: number[]; below: boolean; words: string[]; lang: Lang };

function withTail({ numbers, below, words, lang }: Parts): Reading {
  const flags: FlagCode[] = [];
  const rest: Pick<Figure, "c"> = {};
  let limit: "Q" | "N" | undefined;
  for (const word of words.flatMap((w) => lettersOf(w.toLocaleLowerCase(lang), lang))) {
    const found = below ? limitOf(word) : undefined;
    if (found && limit) return { refused: "repeated-flag", word };
    if (found) {
      limit = found;
      continue;
    }
    const mention = mentionOf(word, lang);
    if (!mention) return { refused: "unknown-word", word };
    if (!take(mention, flags, rest)) return { refused: "repeated-flag", word };
  }
  flags.sort((a, b) => flagCodes.indexOf(a) - flagCodes.indexOf(b));
  if (below) return readBelow({ numbers, limit, flags, rest });
  const readings = numbers.map((v): Figure => ({ v, ...(flags.length > 0 ? { f: flags } : {}), ...rest }));
  return readings.length === 1 ? { figure: readings[0]! } : { doubtful: readings, why: "mark" };
}

/** Two letters written together (`pe`) are two mentions, unless the pair is a word of its own. */
function lettersOf(word: string, lang: Lang): string[] {
  if (word.length !== 2 || mentionOf(word, lang) || limitOf(word)) return [word];
  const letters = [...word];
  return letters.every((letter) => mentionOf(letter, lang)) ? letters : [word];
}

function take(mention: Mention, flags: FlagCode[], rest: Pick<Figure, "c">): boolean {
  if ("conf" in mention) {
    if (rest.c) return false;
    rest.c = mention.conf;
    return true;
  }
  if (flags.includes(mention.flag)) return false;
  flags.push(mention.flag);
  return true;
}

function readBelow(parts: {
  numbers: number[];
  limit?: "Q" | "N";
  flags: FlagCode[];
  rest: Pick<Figure, "c">;
}): Reading {
  if (parts.numbers.some((n) => n <= 0)) return { refused: "open-limit" };
  const limits: StatusCode[] = parts.limit ? [parts.limit] : ["Q", "N"];
  const readings = parts.numbers.flatMap((lt) =>
    limits.map((limit): Figure => ({ v: null, lt, f: withLimit(parts.flags, limit), ...parts.rest })),
  );
  if (readings.length === 1) return { figure: readings[0]! };
  return { doubtful: readings, why: parts.limit ? "mark" : "below" };
}

/** Flags of a figure below a limit, in the order of the code list. */
function withLimit(flags: FlagCode[], limit: StatusCode): StatusCode[] {
  const order: readonly StatusCode[] = [...flagCodes, "Q"];
  return order.filter((code) => code === limit || flags.some((flag) => flag === code));
}

const letters: Record<Lang, Partial<Record<StatusCode, string>>> = {
  en: { B: "b", D: "d", E: "e", I: "i", N: "n", P: "p", U: "u", Q: "q" },
  fr: { B: "r", D: "d", E: "e", I: "i", N: "n", P: "p", U: "f", Q: "q" },
};
const reasonTexts: Record<Lang, Record<string, string>> = {
  en: { L: ":", O: "n.d.", M: "n/a", Q: "suppressed", K: "included elsewhere" },
  fr: { L: ":", O: "n.d.", M: "s.o.", Q: "supprimé", K: "inclus ailleurs" },
};

/**
 * Writes a figure as it could be typed, so that `readFigure` reads the same value, flags and confidentiality.
 *
 * Thousands are parted by U+00A0. Three decimals get a zero (`1.2340`), because `1.234` would be asked about.
 * Flags that have no letter (set only by an import) are left out.
 */
export function writeFigure(figure: Figure, lang: Lang): string {
  const reason = figure.lt === undefined ? reasonOf(figure) : null;
  if (figure.v === null && reason) return reasonTexts[lang][reason]!;
  const number = figure.v ?? figure.lt ?? 0;
  const marks = (figure.f ?? []).map((code) => letters[lang][code]).filter((letter) => letter !== undefined);
  if (figure.c === "C") marks.push("c");
  const text = `${figure.v === null ? "<" : ""}${writeNumber(number, lang)}`;
  return [text, ...marks].join(" ");
}

/** Writes a number with all its digits: U+2212 minus, U+00A0 between thousands, the decimal mark of the language. */
export function writeNumber(value: number, lang: Lang): string {
  const [whole = "0", fraction = ""] = plainDigits(Math.abs(value)).split(".");
  const groups = whole.replace(/\B(?=(\d{3})+$)/g, "\u00a0");
  const shown = fraction.length === 3 && whole.length <= 3 && whole !== "0" ? `${fraction}0` : fraction;
  return `${value < 0 ? "\u2212" : ""}${groups}${shown === "" ? "" : `${lang === "fr" ? "," : "."}${shown}`}`;
}

/** Digits without an exponent (`1e-7` is `0.0000001`). */
function plainDigits(value: number): string {
  const text = String(value);
  if (!text.includes("e")) return text;
  return value >= 1 ? BigInt(Math.round(value)).toString() : value.toFixed(20).replace(/0+$/, "");
}

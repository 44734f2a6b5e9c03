import type { Lang } from "~/domain/dictionary/dictionary";

/**
 * A figure is a value with its status flags, or no value and the reason. Zero, not collected, not available, not
 * applicable, suppressed and not answered are six different things.
 *
 * @source SDMX CL_OBS_STATUS 2.2 (flags, reasons) and CL_CONF_STATUS 1.3 (confidentiality); model.md §1.
 */
export const flagCodes = ["B", "D", "E", "F", "G", "I", "N", "P", "S", "U", "V", "W"] as const;
/** Flags that go with a value, `A` (normal) is the empty set. */
export type FlagCode = (typeof flagCodes)[number];

export const reasonCodes = ["L", "O", "M", "Q", "K"] as const;
/** Why there is no value: not collected, not available, cannot exist, suppressed, included elsewhere. */
export type ReasonCode = (typeof reasonCodes)[number];

export type StatusCode = FlagCode | ReasonCode;

export const confCodes = ["F", "N", "C"] as const;
/** Free, internal only, confidential. */
export type ConfCode = (typeof confCodes)[number];

export type Note = { lang: Lang; text: string };

/** The stored form; every part but `v` is optional, an absent part means "nothing said". */
export type Figure = {
  v: number | null;
  /** `<5` is `{ v: null, lt: 5 }` with either `Q` (hidden) or `N` (below detection), and no other reason. */
  lt?: number;
  /** Bounds of an interval, in the unit of the value. */
  lo?: number;
  hi?: number;
  /** Sample size, persons or samples. */
  n?: number;
  f?: StatusCode[];
  c?: ConfCode;
  note?: Note;
};

export type FigureProblem =
  | "not-a-figure"
  | "unknown-part"
  | "not-a-number"
  | "number-out-of-range"
  | "unknown-flag"
  | "repeated-flag"
  | "reason-missing"
  | "two-reasons"
  | "reason-with-value"
  | "below-needs-hidden-or-detection"
  | "bounds-out-of-order"
  | "bounds-without-value"
  | "sample-size-not-whole"
  | "note-too-long"
  | "bad-note";

/** Longest note, in characters; enough for a paragraph, small enough for a table. */
export const longestNote = 2000;

const parts = ["v", "lt", "lo", "hi", "n", "f", "c", "note"];

/**
 * Reads an unknown thing as a figure, or says what is wrong; nothing is repaired.
 *
 * `-0`, NaN and infinities are refused. A figure without value needs exactly one reason; a value may carry no reason.
 * @returns the same figure with flags in the order of the code list, or the first problem found
 */
export function parseFigure(input: unknown): Figure | { problem: FigureProblem } {
  if (typeof input !== "object" || input === null || Array.isArray(input)) return { problem: "not-a-figure" };
  const figure = input as Record<string, unknown>;
  if (!Object.hasOwn(figure, "v")) return { problem: "not-a-figure" };
  if (Object.keys(figure).some((part) => !parts.includes(part))) return { problem: "unknown-part" };
  const problem =
    numberProblem(figure) ?? flagProblem(figure) ?? boundsProblem(figure as Figure) ?? noteProblem(figure.note);
  if (problem) return { problem };
  return inOrder(figure as Figure);
}

/** Is this the outcome of `parseFigure` that says what is wrong? */
export function isProblem(read: Figure | { problem: FigureProblem }): read is { problem: FigureProblem } {
  return "problem" in read;
}

/** The reason of a figure without value, null when it has one. */
export function reasonOf(figure: Figure): ReasonCode | null {
  return (figure.f ?? []).find((code): code is ReasonCode => (reasonCodes as readonly string[]).includes(code)) ?? null;
}

function numberProblem(figure: Record<string, unknown>): FigureProblem | null {
  for (const part of ["v", "lt", "lo", "hi", "n"]) {
    const value = figure[part];
    if (value === undefined || (part === "v" && value === null)) continue;
    if (typeof value !== "number" || !Number.isFinite(value) || Object.is(value, -0)) return "not-a-number";
    if (Math.abs(value) > 1e15) return "number-out-of-range";
  }
  const n = figure.n as number | undefined;
  return n !== undefined && (!Number.isInteger(n) || n < 0) ? "sample-size-not-whole" : null;
}

function flagProblem(figure: Record<string, unknown>): FigureProblem | null {
  const flags = figure.f ?? [];
  if (!Array.isArray(flags)) return "unknown-flag";
  const known: readonly unknown[] = [...flagCodes, ...reasonCodes];
  if (flags.some((code) => !known.includes(code))) return "unknown-flag";
  if (figure.c !== undefined && !(confCodes as readonly unknown[]).includes(figure.c)) return "unknown-flag";
  if (new Set(flags).size !== flags.length) return "repeated-flag";
  const reasons = flags.filter((code) => (reasonCodes as readonly unknown[]).includes(code) && code !== "K");
  // K (included elsewhere) may stand with a value as well as alone; CL_OBS_STATUS allows both.
  if (figure.v !== null)
    return reasons.length > 0 ? "reason-with-value" : figure.lt !== undefined ? "reason-with-value" : null;
  const all = reasons.length + (flags.includes("K") ? 1 : 0);
  if (figure.lt !== undefined) {
    if (flags.includes("Q") === flags.includes("N")) return "below-needs-hidden-or-detection";
    return all > (flags.includes("Q") ? 1 : 0) ? "two-reasons" : null;
  }
  return all === 0 ? "reason-missing" : all > 1 ? "two-reasons" : null;
}

function boundsProblem(figure: Figure): FigureProblem | null {
  if (figure.lo === undefined && figure.hi === undefined) return null;
  if (figure.v === null) return "bounds-without-value";
  const low = figure.lo ?? figure.v;
  const high = figure.hi ?? figure.v;
  return low <= figure.v && figure.v <= high ? null : "bounds-out-of-order";
}

function noteProblem(note: unknown): FigureProblem | null {
  if (note === undefined) return null;
  if (typeof note !== "object" || note === null) return "bad-note";
  const { lang, text, ...rest } = note as Record<string, unknown>;
  if ((lang !== "en" && lang !== "fr") || typeof text !== "string" || Object.keys(rest).length > 0) return "bad-note";
  return text.length > longestNote ? "note-too-long" : null;
}

function inOrder(figure: Figure): Figure {
  return figure.f ? { ...figure, f: inCodeOrder(figure.f) } : figure;
}

/** Flags and reasons in the order of their code list. */
export function inCodeOrder<Code extends string>(codes: readonly Code[]): Code[] {
  const order: readonly string[] = [...flagCodes, ...reasonCodes];
  return [...codes].sort((a, b) => order.indexOf(a) - order.indexOf(b));
}

import type { Text } from "~/domain/dictionary/dictionary";

/** A definition that cannot be read; `at` names the question, panel or page. */
export class QuestionnaireError extends Error {
  constructor(
    readonly at: string,
    message: string,
  ) {
    super(message);
  }
}

/** Reads an object; anything else is an empty one. */
export function record(value: unknown): Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : {};
}

/** Reads an array; anything else is an empty one. */
export function list(value: unknown): unknown[] {
  return Array.isArray(value) ? value : [];
}

/** Reads a string; anything else is an empty one. */
export function text(value: unknown): string {
  return typeof value === "string" ? value : "";
}

/** Reads a list of names, or one name. */
export function readNames(value: unknown): string[] {
  return typeof value === "string" ? [value] : list(value).filter((name): name is string => typeof name === "string");
}

/** Reads a number, null when there is none. */
export function readNumber(value: unknown): number | null {
  return typeof value === "number" && Number.isFinite(value) ? value : null;
}

/** Reads an object of strings; entries of another kind are left out. */
export function readStrings(value: unknown): Record<string, string> {
  return Object.fromEntries(
    Object.entries(record(value)).filter((entry): entry is [string, string] => typeof entry[1] === "string"),
  );
}

/** Reads a localised text: English is `default` (or `en`), French stands beside it; a missing one falls back. */
export function readText(value: unknown): Text {
  if (typeof value === "string") return { en: value, fr: value };
  const strings = record(value);
  const en = text(strings.default) || text(strings.en);
  return { en, fr: text(strings.fr) || en };
}

/** Reads a localised text, null when it is absent or empty. */
export function readTextOrNull(value: unknown): Text | null {
  const read = readText(value);
  return read.en === "" && read.fr === "" ? null : read;
}

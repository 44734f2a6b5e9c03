/** Why digits and marks are not one number. */
export type NumberProblem = "broken-groups" | "unfinished-number" | "leading-zero" | "too-many-digits";

/** Digits a double keeps exactly; a longer number would be rounded in silence. */
const mostDigits = 15;

const plain = /^\d+$/;
const decimal = /^(\d*)([.,])(\d+)$/;
// Thousands parted by one kind of mark throughout, three digits each, and at most one decimal mark of another kind.
const grouped = [
  /^(\d{1,3}(?: \d{3})+)(?:[.,](\d+))?$/,
  /^(\d{1,3}(?:'\d{3})+)(?:[.,](\d+))?$/,
  /^(\d{1,3}(?:,\d{3})+)\.(\d+)$/,
  /^(\d{1,3}(?:,\d{3}){2,})$/,
  /^(\d{1,3}(?:\.\d{3})+),(\d+)$/,
  /^(\d{1,3}(?:\.\d{3}){2,})$/,
] as const;

/**
 * Reads unsigned digits with marks as every number they can honestly mean.
 *
 * One dot or comma before exactly three digits (`1.234`, `1,234`) is thousands to one half of Europe and decimals to the
 * other, whatever the language of the page: both come back, the whole number first. Everything else has one meaning,
 * because the other would need a wrong group (`1,23`, `1234.567`) or a group that begins with 0 (`0.234`).
 * @param text  digits, `.`, `,`, `'` and plain spaces only
 * @returns one number, two numbers, or the problem
 */
export function readNumber(text: string): number[] | { problem: NumberProblem } {
  if (/[.,]$/.test(text)) return { problem: "unfinished-number" };
  if (plain.test(text)) return inBounds(text, "");
  const parts = decimal.exec(text);
  if (parts) return readDecimal(parts[1]!, parts[3]!);
  for (const shape of grouped) {
    const match = shape.exec(text);
    if (match) return inBounds(match[1]!.replace(/\D/g, ""), match[2] ?? "");
  }
  return { problem: "broken-groups" };
}

function readDecimal(whole: string, fraction: string): number[] | { problem: NumberProblem } {
  const value = inBounds(whole === "" ? "0" : whole, fraction);
  const mayGroup = fraction.length === 3 && whole.length >= 1 && whole.length <= 3 && !whole.startsWith("0");
  return mayGroup && Array.isArray(value) ? [Number(whole + fraction), ...value] : value;
}

function inBounds(whole: string, fraction: string): number[] | { problem: NumberProblem } {
  if (/^0\d/.test(whole)) return { problem: "leading-zero" };
  if ((whole + fraction).replace(/^0+/, "").length > mostDigits) return { problem: "too-many-digits" };
  return [Number(fraction === "" ? whole : `${whole}.${fraction}`)];
}

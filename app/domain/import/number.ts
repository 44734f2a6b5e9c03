export type Decimal = "." | ",";

/**
 * Finds the decimal sign of a column of numbers. `1,5` and `1,2345` speak for the comma, `1,234` for nothing.
 * @returns  null when the texts speak for both, or when only texts like `1,234` occur: the map has to say it
 */
export function detectDecimal(texts: Iterable<string>): Decimal | null {
  const clear = { ".": 0, ",": 0 };
  let doubtful = false;
  for (const text of texts) {
    const match = /^\s*[+-]?\d+([.,])(\d+)\s*$/.exec(text);
    if (!match) continue;
    if (match[2]!.length === 3 && !/^\s*[+-]?0[.,]/.test(text)) doubtful = true;
    else clear[match[1] as Decimal]++;
  }
  if (clear["."] > 0 && clear[","] > 0) return null;
  if (clear[","] > 0) return ",";
  return clear["."] > 0 || !doubtful ? "." : null;
}

const spaces = /[\u0020\u00a0\u2007\u2009\u202f]/g;

/**
 * Reads one number with the decimal sign of its file; groups of three may be set apart by spaces and by nothing else.
 * @returns  null for anything else, `-0`, infinities and numbers of more digits than a number can hold
 */
export function readNumber(text: string, decimal: Decimal): number | null {
  const trimmed = text.trim();
  const grouped = /^[+-]?\d{1,3}([\u0020\u00a0\u2007\u2009\u202f]\d{3})+(?=$|[.,])/.test(trimmed);
  const bare = grouped ? trimmed.replace(spaces, "") : trimmed;
  const shape = decimal === "." ? /^[+-]?\d+(\.\d+)?(e[+-]?\d{1,3})?$/i : /^[+-]?\d+(,\d+)?$/;
  if (!shape.test(bare)) return null;
  const value = Number(bare.replace(",", "."));
  return !Number.isFinite(value) || Object.is(value, -0) || Math.abs(value) > 1e15 ? null : value;
}

/** Multiplies without the dust of binary fractions: 1.005 × 1000 is 1005. Fifteen significant digits hold. */
export function scaleNumber(value: number, by: number): number {
  return Number((value * by).toPrecision(15));
}

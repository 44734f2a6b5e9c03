import { shownDecimals } from "~/domain/comparison/view";
import type { Lang } from "~/domain/dictionary/dictionary";
import { percentDigits } from "~/domain/figure/percent";

/*
 * Numbers and times as people read them. Thousands are parted by a no-break space in both languages (look.md): U+202F
 * from 16 px, U+00A0 at 14 px where the narrow one is too thin to see. Decimal point in English, comma in French.
 */

const numbers = new Map<string, Intl.NumberFormat>();

function numberFormat(lang: Lang, least: number, most: number): Intl.NumberFormat {
  const key = `${lang}${least}${most}`;
  const known = numbers.get(key);
  if (known) return known;
  const made = new Intl.NumberFormat(lang === "fr" ? "fr-FR" : "en-GB", {
    minimumFractionDigits: least,
    maximumFractionDigits: most,
  });
  numbers.set(key, made);
  return made;
}

/**
 * Writes a number for people, rounding for display only.
 * @param decimals  digits shown; absent = as many as the value has, at most 6
 * @param small     text of 14 px: thousands parted by U+00A0
 */
export function formatNumber(
  value: number,
  lang: Lang,
  { decimals, small = false }: { decimals?: number; small?: boolean } = {},
): string {
  return write(value, lang, [decimals ?? 0, decimals ?? 6], small);
}

/**
 * Writes a published figure: as many digits as it has itself, at most those of its unit and fewer where it is large, so
 * that 0.4 beside 20 000 stays 0.4 and 6 kilograms are not "6.000". What is not zero is never written as zero: it keeps
 * its first digit. The same in sentences, tables, charts and tooltips; files keep the value.
 * @param decimals  those of the unit (`domain/dictionary`)
 */
export function formatFigure(
  value: number,
  lang: Lang,
  { decimals, small = false }: { decimals: number; small?: boolean },
): string {
  return formatFigures([value], lang, { decimals, small })[0] ?? "";
}

/** The same for figures set against each other (a former value and its revision): those of the longest, where their sizes allow. */
export function formatFigures(
  values: readonly number[],
  lang: Lang,
  { decimals, small = false }: { decimals: number; small?: boolean },
): string[] {
  const own = values.map((value) => figureDigits(value, decimals));
  const longest = Math.max(0, ...own);
  return values.map((value, at) => {
    const digits = Math.max(own[at] ?? 0, Math.min(longest, shownDecimals(Math.abs(value), decimals)));
    return write(value, lang, [digits, digits], small);
  });
}

/**
 * Two values of one figure, with the fewest digits that tell them apart (1.19 → 1.24 where one digit says 1.2 twice); three
 * behind a whole part are passed over, since half of Europe reads them as thousands.
 */
export function formatApart(
  [before, after]: readonly [number, number],
  lang: Lang,
  { decimals, small = false }: { decimals: number; small?: boolean },
): [string, string] {
  const [one = "", other = ""] = formatFigures([before, after], lang, { decimals, small });
  if (one !== other || before === after) return [one, other];
  const isWhole = Math.max(Math.abs(before), Math.abs(after)) >= 1;
  for (let digits = decimals + 1; digits <= 12; digits += 1) {
    if (digits === 3 && isWhole) continue;
    const [a, b] = [before, after].map((value) => write(value, lang, [digits, digits], small));
    if (a !== b) return [a ?? "", b ?? ""];
  }
  return [one, other];
}

/**
 * What each number of a column lacks behind its decimal mark beside the longest (`6` beside `0.04` lacks ".04"): set
 * unseen, it lets the marks stand below each other.
 */
export function padsOf(texts: readonly string[]): string[] {
  const fractions = texts.map((text) => /\d([.,]\d+)$/.exec(text)?.[1] ?? "");
  const longest = fractions.reduce((one, other) => (other.length > one.length ? other : one), "");
  return fractions.map((own) => longest.slice(own.length));
}

/** Digits after the decimal mark of a figure as it is written. */
function figureDigits(value: number, ofUnit: number): number {
  // The sum or mean of two values may carry the noise of binary fractions: 0.1 + 0.2.
  const clean = Number(value.toPrecision(12));
  const most = shownDecimals(Math.abs(clean), ofUnit);
  if (clean !== 0 && Number(clean.toFixed(most)) === 0) return Math.min(20, Math.ceil(-Math.log10(Math.abs(clean))));
  // One decimal is kept throughout: 6.0 beside 5.9 is how rates and shares are read.
  return ofUnit <= 1 ? most : Math.min(most, decimalsOf(clean));
}

function decimalsOf(value: number): number {
  const [digits = "", power = "0"] = String(value).split("e");
  return Math.max(0, (digits.split(".")[1]?.length ?? 0) - Number(power));
}

/** Without a sign where all digits written are zeros: "−0.0" is no number. */
function write(value: number, lang: Lang, [least, most]: [number, number], small: boolean): string {
  const space = small ? "\u00a0" : "\u202f";
  const parts = numberFormat(lang, least, most).formatToParts(value);
  const isZero = !parts.some((part) => /^(integer|fraction)$/.test(part.type) && /[1-9]/.test(part.value));
  return parts
    .filter((part) => !(isZero && part.type === "minusSign"))
    .map((part) => (part.type === "group" ? space : part.type === "minusSign" ? "\u2212" : part.value))
    .join("");
}

/**
 * `38 %`, with a no-break space in both languages. What is not 0 or ±100 % is never rounded to it: it gets the digits it
 * takes to be told apart (1 330 → 3 is −99.8 %).
 */
export function formatPercent(value: number, lang: Lang, decimals = 0, { small = false } = {}): string {
  return `${formatNumber(value, lang, { decimals: percentDigits(value, decimals), small })}\u00a0%`;
}

const paris = "Europe/Paris";

// Made once: a page of countries names a day for each, and making a format costs a hundred times its use.
const dayParts = { day: "numeric", month: "long", year: "numeric", timeZone: paris } as const;
const dayFormats = { en: new Intl.DateTimeFormat("en-GB", dayParts), fr: new Intl.DateTimeFormat("fr-FR", dayParts) };

/** `12 March 2026` / `12 mars 2026`, day in Paris, or by the reader's own clock. */
export function formatDay(instant: string, lang: Lang, clock: Clock = "paris"): string {
  if (clock !== "own") return firstOfMonth(dayFormats[lang].format(new Date(instant)), lang);
  const { timeZone: _paris, ...parts } = dayParts;
  const own = new Intl.DateTimeFormat(lang === "fr" ? "fr-FR" : "en-GB", parts);
  return firstOfMonth(own.format(new Date(instant)), lang);
}

/** French counts the first day: `1er mars`, which the browser's own dates leave out. */
function firstOfMonth(day: string, lang: Lang): string {
  return lang === "fr" ? day.replace(/(^| )1 (?=\p{L})/u, "$11er ") : day;
}

/** `Tuesday 24 November 2026` / `mardi 24 novembre 2026`. */
export function formatLongDay(instant: string, lang: Lang): string {
  const day = new Intl.DateTimeFormat(lang === "fr" ? "fr-FR" : "en-GB", {
    weekday: "long",
    day: "numeric",
    month: "long",
    year: "numeric",
    timeZone: paris,
  })
    .format(new Date(instant))
    .replace(",", "");
  return firstOfMonth(day, lang);
}

/**
 * Whose clock a time is read from. `paris` = the secretariat's, where the page says so elsewhere or nobody could mistake it;
 * `named` = the same with its name behind it; `own` = the reader's, only in parts that are drawn in her browser alone.
 */
export type Clock = "paris" | "named" | "own";

/** `14:02` (French `14 h 02`), time in Paris; `14:02 (Paris time)` named, `15:02` on the reader's own clock. */
export function formatTime(instant: string, lang: Lang, clock: Clock = "paris"): string {
  const time = new Intl.DateTimeFormat(lang === "fr" ? "fr-FR" : "en-GB", {
    hour: "2-digit",
    minute: "2-digit",
    ...zoneOf(clock),
  }).format(new Date(instant));
  const said = lang === "fr" ? time.replace(":", "\u00a0h\u00a0") : time;
  if (clock !== "named") return said;
  return lang === "fr" ? `${said} (heure de Paris)` : `${said} (Paris time)`;
}

/** Without a zone Intl takes the one of the browser. */
export function zoneOf(clock: Clock): { timeZone?: string } {
  return clock === "own" ? {} : { timeZone: paris };
}

const listFormats = {
  en: new Intl.ListFormat("en-GB", { type: "conjunction" }),
  fr: new Intl.ListFormat("fr-FR", { type: "conjunction" }),
};

/** `3 of 41` needs no library, lists do: `Norway, Portugal and Slovenia`. */
export function formatList(items: string[], lang: Lang): string {
  return listFormats[lang].format(items);
}

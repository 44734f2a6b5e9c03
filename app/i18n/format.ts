import type { Lang } from "~/domain/dictionary/dictionary";

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
  const space = small ? "\u00a0" : "\u202f";
  return numberFormat(lang, decimals ?? 0, decimals ?? 6)
    .formatToParts(value)
    .map((part) => (part.type === "group" ? space : part.type === "minusSign" ? "\u2212" : part.value))
    .join("");
}

/** `38 %`, with a no-break space in both languages. */
export function formatPercent(value: number, lang: Lang, decimals = 0): string {
  return `${formatNumber(value, lang, { decimals })}\u00a0%`;
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

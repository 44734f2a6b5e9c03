import type { Lang } from "~/domain/dictionary/dictionary";

/* Rows of the review of a section, in words: what the pages of the desk draw. */

/** What a country said to a figure: its words, and who said what for. */
export type Said = { quote: string | null; lang: Lang | null; line: string; tone: "plain" | "warn" };

/** One line of the log in words. */
export type HistoryLine = {
  seq: number;
  when: string;
  by: string;
  value: string;
  raw: string | null;
  reason: string | null;
};

export type FigureRow = {
  path: string;
  table: string | null;
  tableTitle: string | null;
  label: string;
  /** `measures`: bounds and sample, `90–120, n = 400`. */
  last: { text: string; mark: string; measures: string | null; period: string; isEarlier: boolean } | null;
  now: { text: string; mark: string; word: boolean; measures: string | null };
  change: string | null;
  /** Length of the bar in px, below zero to the left; ±44 = 120 %. */
  bar: number;
  said: Said[];
  history: HistoryLine[];
};

/** An answer that is no observed figure. */
export type OtherRow = {
  path: string;
  table: string | null;
  tableTitle: string | null;
  label: string;
  text: string;
  history: HistoryLine[];
};

/** What happened to a section. */
export type EventLine = {
  id: number;
  what: string;
  when: string;
  by: string | null;
  receipt: string | null;
  reasons: { label: string; lang: Lang; text: string }[];
  publicNote: { lang: Lang; text: string } | null;
  /** How many texts of the country an acceptance released; null = nobody decided. */
  texts: string | null;
};

/** What was typed and not taken: a form that comes back keeps it. */
export type KeptReasons = {
  open: string[];
  texts: Record<string, string>;
  publicNote: string;
  noteLang: Lang;
  /** Values of the ticked check boxes of texts. */
  released: { notes: string[]; reasons: string[] };
};

/** Name of a row on the page, so that a reason can lead to it. */
export function rowAnchor(path: string): string {
  return `row-${path}`;
}

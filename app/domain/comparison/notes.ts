import type { FlagCode, Note, ReasonCode } from "~/domain/figure/figure";
import { isBreak, isToldBreak, type Line, type ValueEntry } from "./comparison";

/* Notes of a chart or table: what has to be said of which countries and years, each once, numbered in order. */

export type NoteSubject = { area: string; periods: string[] /** Every value of the line is meant. */; all: boolean };

export type ChartNote = {
  number: number;
  subjects: NoteSubject[];
  /** The sign it explains; null for a plain note. */
  sign: FlagCode | ReasonCode | null;
  breakBy: ValueEntry["breakBy"];
  /** Of a sign of low reliability: rates of too few cases. */
  fewCases: boolean;
  text: Note | null;
};

type Draft = Omit<ChartNote, "number">;

/**
 * Collects the notes of the lines shown.
 *
 * Breaks and other definitions come first, country by country; a sign that several countries share without a text of
 * their own is said once for all of them; notes with the same text of one country are one. A country's text is the
 * reason of a break that was told, not of one seen from its definitions or sources.
 */
export function collectNotes(lines: readonly Line[]): ChartNote[] {
  const drafts: Draft[] = [];
  for (const line of lines) for (const draft of draftsOf(line)) join(drafts, draft);
  const order = (draft: Draft) => (draft.sign === "B" ? 0 : draft.sign === "D" ? 1 : draft.sign === null ? 3 : 2);
  return [...drafts].sort((a, b) => order(a) - order(b)).map((draft, at) => ({ ...draft, number: at + 1 }));
}

/** Signs that need no note of their own: hidden values say so in their place. */
const silent: ReadonlySet<string> = new Set(["Q"]);

function draftsOf(line: Line): Draft[] {
  const values = line.entries.filter((entry) => entry.kind === "value").length;
  const drafts: Draft[] = [];
  const add = (
    sign: Draft["sign"],
    period: string,
    text: Note | null,
    { breakBy = null, fewCases = false }: Partial<Pick<Draft, "breakBy" | "fewCases">> = {},
  ) => {
    const same = drafts.find(
      (one) => one.sign === sign && sign !== "B" && one.fewCases === fewCases && one.text?.text === text?.text,
    );
    if (same) same.subjects[0]!.periods.push(period);
    else drafts.push({ sign, text, breakBy, fewCases, subjects: [{ area: line.area, periods: [period], all: false }] });
  };
  for (const entry of line.entries) {
    if (entry.kind === "absent") continue;
    if (entry.kind === "missing") {
      if (!silent.has(entry.reason)) add(entry.reason, entry.period, entry.note);
      continue;
    }
    const flags = entry.flags.filter((flag) => flag !== "B");
    const told = isToldBreak(entry);
    if (isBreak(entry)) add("B", entry.period, told ? entry.note : null, { breakBy: entry.breakBy });
    for (const flag of flags)
      add(flag, entry.period, flag === flags[0] && !told ? entry.note : null, {
        fewCases: flag === "U" && entry.fewCases,
      });
    if (flags.length === 0 && !told && entry.note) add(null, entry.period, entry.note);
  }
  for (const draft of drafts)
    for (const subject of draft.subjects)
      subject.all = subject.periods.length === values && values > 1 && draft.sign !== "B";
  return drafts.filter((draft) => draft.text !== null || draft.sign !== null);
}

function join(drafts: Draft[], draft: Draft): void {
  const told = draft.sign === "B" && draft.breakBy !== "definition" && draft.breakBy !== "source";
  const same =
    draft.text === null && !told
      ? drafts.find(
          (one) =>
            one.sign === draft.sign &&
            one.breakBy === draft.breakBy &&
            one.fewCases === draft.fewCases &&
            one.text === null,
        )
      : undefined;
  if (same) same.subjects.push(...draft.subjects);
  else drafts.push(draft);
}

/** Numbers of the notes about a country, a period if one is named. */
export function notesAbout(notes: readonly ChartNote[], area: string, period?: string): number[] {
  return notes
    .filter((note) =>
      note.subjects.some(
        (subject) => subject.area === area && (period === undefined || subject.periods.includes(period)),
      ),
    )
    .map((note) => note.number);
}

/**
 * Writes periods as spans: following years are joined.
 * @returns  `["2008–2012", "2015"]`; two following years stay two
 */
export function toSpans(periods: readonly string[]): string[] {
  const spans: string[][] = [];
  for (const period of [...periods].sort()) {
    const open = spans.at(-1);
    if (open && follows(open.at(-1)!, period)) open.push(period);
    else spans.push([period]);
  }
  return spans.flatMap((span) => (span.length > 2 ? [`${span[0]}–${span.at(-1)}`] : span));
}

function follows(before: string, after: string): boolean {
  return /^\d{4}$/.test(before) && Number(after) === Number(before) + 1;
}

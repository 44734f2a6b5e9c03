import { pointsOf, type TrendBreak, type TrendLine } from "~/charts/trend";
import { isToldBreak, type Line, type ValueEntry } from "~/domain/comparison/comparison";
import type { StartsAnew } from "~/domain/comparison/groups";
import { toAxis } from "~/domain/comparison/periods";
import type { Lang } from "~/domain/dictionary/dictionary";
import type { Note } from "~/domain/figure/figure";
import { chart as chartWords } from "~/i18n/chart";
import { formatList } from "~/i18n/format";
import { indicatorWords } from "~/i18n/public/indicator";
import type { IndicatorView } from "./view.server";

/* What parts the lines of a chart, in words: lines that start anew in one period for one reason are told of together. */

/** A line as it is drawn, with the country's figures or the group behind it. */
export type Drawn = { line: TrendLine; own: Line | null; group: { name: string; anew: StartsAnew } | null };

/** Lines that start anew together. */
type Together = { period: string; reason: string; lines: Drawn[] };

/** Breaks of the lines drawn, countries first. Where every line starts anew at once, the year and the reason say it all. */
export function toBreaks(drawn: readonly Drawn[], of: IndicatorView): TrendBreak[] {
  const words = chartWords[of.lang];
  const groups = drawn.filter(({ group }) => group !== null).length;
  return together(drawn, of.lang).map(({ period, reason, lines }) => {
    const [first] = lines;
    const names = lines.map(({ line, group }) =>
      group === null ? line.name : groups > 1 ? words.theMedianOf(group.name) : words.theMedian,
    );
    const name = first && lines.length === 1 ? first.line.name : formatList(names, of.lang);
    const standing = drawn.filter(({ line }) => pointsOf(line).some((point) => point.period < period));
    const isAll = lines.length > 1 && standing.every((one) => lines.includes(one));
    return {
      x: toAxis(period) - stepOf(of),
      period,
      text: words.breakAt(name, period, reason),
      ...(isAll ? { label: words.breakOfAll(period, reason) } : {}),
    };
  });
}

function together(drawn: readonly Drawn[], lang: Lang): Together[] {
  const found = new Map<string, Together>();
  for (const one of [...drawn.filter(({ own }) => own), ...drawn.filter(({ group }) => group)])
    for (const { period, reason } of reasonsOf(one, lang)) {
      const key = `${period} ${reason}`;
      const known = found.get(key) ?? { period, reason, lines: [] };
      known.lines.push(one);
      found.set(key, known);
    }
  return [...found.values()];
}

function reasonsOf({ line, own, group }: Drawn, lang: Lang): { period: string; reason: string }[] {
  if (own) return own.breaks.map((entry) => ({ period: entry.period, reason: reasonOf(entry, lang) }));
  return pointsOf(line).flatMap(({ period, after }) => {
    const anew = after ? group?.anew.get(period) : undefined;
    if (!anew) return [];
    const { k, of, by } = anew;
    return [{ period, reason: by ? chartWords[lang].breakBy[by] : indicatorWords[lang].anew(String(k), String(of)) }];
  });
}

function reasonOf(entry: ValueEntry, lang: Lang): string {
  const told = isToldBreak(entry) ? shortReason(entry.note, lang) : null;
  return told ?? chartWords[lang].breakBy[entry.breakBy ?? "declared"];
}

/** A break stands this far before the first value after it, on the axis of years. */
function stepOf(of: IndicatorView): number {
  return of.series?.frequency === "A" ? 0.5 : 0.1;
}

/** First sentence of a note when it is in the language of the page and short enough to stand on a chart. */
function shortReason(note: Note | null, lang: string): string | null {
  if (note === null || note.lang !== lang) return null;
  const sentence = /^[^.!?]+/.exec(note.text.trim())?.[0].trim() ?? "";
  const small = sentence.slice(0, 1).toLocaleLowerCase() + sentence.slice(1);
  return small.length > 0 && small.length <= 56 ? small : null;
}

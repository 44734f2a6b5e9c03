import type { Lang } from "~/domain/dictionary/dictionary";
import { formatFigure } from "~/i18n/format";
import { indicatorWords } from "~/i18n/public/indicator";
import type { DrawnGroup } from "../trend.server";
import type { IndicatorView } from "../view.server";

/** A median of the table: its value and on how many countries it rests; empty texts where too few have one. */
export type MedianCell = { group: string; text: string; rests: string };

/** A group's median in one period. */
export function medianCell(group: DrawnGroup, period: string, of: IndicatorView): MedianCell {
  const figure = group.figures.find((one) => one.period === period);
  if (!figure) return { group: group.code, text: "", rests: "" };
  return {
    group: group.code,
    text: formatFigure(figure.median, of.lang, { decimals: of.decimals, small: true }),
    rests: indicatorWords[of.lang].medianOfK(String(figure.k), String(figure.of)),
  };
}

/** A group whose number of countries differs this much between two periods may step for that reason alone. */
const muchChange = 0.1;

/** Says of each group on how many countries its median rests, and where their number changes most. */
export function speakMedians(groups: readonly DrawnGroup[], lang: Lang): string[] {
  const words = indicatorWords[lang];
  return groups.map(({ name, figures, anew }) => {
    const starts = [...anew]
      .filter(([period]) => figures.some((one) => one.period < period) && figures.some((one) => one.period === period))
      .map(([period, { k, of }]) => words.anewIn(String(k), String(of), period));
    return [speakRests(name, figures, lang), ...starts].join(" ");
  });
}

function speakRests(name: string, figures: DrawnGroup["figures"], lang: Lang): string {
  const words = indicatorWords[lang];
  const counts = figures.map((figure) => figure.k);
  const of = figures[0]?.of ?? 0;
  const [only, second] = figures;
  if (only && !second) return words.restsIn(name, String(only.k), String(of), only.period);
  const rests = words.rests(name, String(Math.min(...counts)), String(Math.max(...counts)), String(of));
  const changes = figures
    .flatMap((now, at) => {
      const before = figures[at - 1];
      return before ? [{ before, now, change: Math.abs(now.k - before.k) }] : [];
    })
    .sort((a, b) => b.change - a.change);
  const [most] = changes;
  if (!most || most.change < of * muchChange) return rests;
  const tied = changes.filter((one) => one.change === most.change).length > 1;
  const jump = words.jump(most.before.period, String(most.before.k), most.now.period, String(most.now.k), tied);
  return `${rests} ${jump}`;
}

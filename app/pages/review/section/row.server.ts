import type { Explained } from "~/domain/check/findings-of";
import type { Lang } from "~/domain/dictionary/dictionary";
import type { Figure } from "~/domain/figure/figure";
import type { Question } from "~/domain/questionnaire/questionnaire";
import type { Former, Measures, ReviewFigure } from "~/domain/submission/review-figures";
import { labelOf, type PlaceLabel } from "~/domain/submission/submit-label";
import { sayFinding } from "~/i18n/findings";
import { formatNumber, formatPercent } from "~/i18n/format";
import { review } from "~/i18n/review/review";
import { formatWhen } from "~/i18n/when";
import { toCellText } from "~/survey/figure/words";
import { valueText } from "~/survey/questionnaire/value-text";
import type { AnswerChange } from "~db/collection/answers";
import type { FigureRow, HistoryLine, Said } from "./rows";

/** Everything a row needs besides its figure. */
export type RowContext = {
  lang: Lang;
  now: string;
  questionnaire: Parameters<typeof labelOf>[0];
  referencePeriod: string;
  explained: readonly Explained[];
  history: ReadonlyMap<string, AnswerChange[]>;
  /** Reasons already shown in full: one that serves a table is shown once and referred to. */
  shownReasons: Set<string>;
};

const barPx = 44;
const barPercent = 120;
/** Below this count a change in percent is no warning (checks). */
export const smallBase = 20;

/** Writes one figure beside what stood before, with what the country says to it. */
export function toFigureRow(figure: ReviewFigure, context: RowContext): FigureRow {
  const { lang, questionnaire, referencePeriod } = context;
  const place = labelOf(questionnaire, figure.path, { referencePeriod });
  const { last } = figure;
  const lastText = last && toCellText(toFigure(last), lang);
  return {
    path: figure.path,
    table: place.table,
    tableTitle: place.tableTitle?.[lang] ?? null,
    label: place.table === null ? place.full[lang] : labelInTable(place, lang),
    last:
      last && lastText
        ? {
            ...{ text: lastText.number, mark: lastText.mark, measures: measuresText(last, lang) },
            ...{ period: last.period, isEarlier: last.period !== figure.period },
          }
        : null,
    now: nowOf(figure, lang),
    change: changeText(figure, lang),
    bar: barOf(figure),
    said: saidOf(figure, context),
    history: toHistory(context.history.get(figure.path) ?? [], null, context),
  };
}

/** The name of a row under its table's number. A question that is no grid says too which table it belongs to. */
export function labelInTable({ tableTitle, label, full }: PlaceLabel, lang: Lang): string {
  const isWhole = full[lang] === label[lang];
  return isWhole && tableTitle ? `${tableTitle[lang]}${lang === "fr" ? "\u00a0" : ""}: ${label[lang]}` : label[lang];
}

function nowOf({ now, measures }: ReviewFigure, lang: Lang): FigureRow["now"] {
  if (now === null) return { text: review[lang].leftBlank, mark: "", word: true, measures: null };
  const { number, mark, word } = toCellText(now, lang);
  return { text: number, mark, word, measures: measuresText(measures, lang) };
}

function toFigure({ value, lt, flags }: Former): Figure {
  return { v: value, ...(lt === null ? {} : { lt }), f: flags };
}

/** `90–120, n = 400`; null when nothing stands beside the value. */
function measuresText({ lo, hi, n }: Measures, lang: Lang): string | null {
  const say = review[lang].measures;
  const write = (number: number) => formatNumber(number, lang, { small: true });
  const bounds =
    lo !== null && hi !== null
      ? say.between(write(lo), write(hi))
      : lo !== null
        ? say.from(write(lo))
        : hi !== null
          ? say.to(write(hi))
          : null;
  const parts = [bounds, n === null ? null : say.sample(write(n))].filter((part) => part !== null);
  return parts.length === 0 ? null : parts.join(", ");
}

function changeText({ change, fromZero, last }: ReviewFigure, lang: Lang): string | null {
  if (fromZero) return review[lang].fromZero;
  if (change === null) return last === null ? review[lang].first : null;
  const sign = change > 0 ? "+" : "";
  return `${sign}${formatPercent(change, lang, 0, { small: true })}`;
}

function barOf({ change, fromZero }: ReviewFigure): number {
  if (fromZero) return barPx;
  if (change === null) return 0;
  const length = (Math.min(Math.abs(change), barPercent) / barPercent) * barPx;
  return Math.sign(change) * (length > 0 ? Math.max(1, Math.round(length)) : 0);
}

function saidOf(figure: ReviewFigure, context: RowContext): Said[] {
  const { lang, explained, history, shownReasons } = context;
  const words = review[lang];
  const said: Said[] = [];
  for (const { finding, reason, state } of explained.filter(({ finding }) => touches(finding, figure.path))) {
    if (finding.level === "info") continue;
    const sentence = sayFinding(finding, lang);
    if (!reason || state !== "given") {
      said.push({ quote: null, lang: null, line: `${words.warningWithout} · ${sentence}`, tone: "warn" });
      continue;
    }
    const key = `${reason.check}|${reason.path}|${reason.serves}|${reason.reason}`;
    const above = reason.serves !== "figure" && shownReasons.has(key) ? words.reasonAbove[reason.serves] : null;
    shownReasons.add(key);
    const by = reason.by === null ? "" : ` · ${reason.by}`;
    const line = above ?? `${words.reasonForWarning[reason.serves]}${by}`;
    said.push({
      quote: above === null ? reason.reason : null,
      lang: reason.lang,
      line: `${line} · ${sentence}`,
      tone: "plain",
    });
  }
  const last = history.get(figure.path)?.at(-1);
  if (figure.note)
    said.push({
      quote: figure.note.text,
      lang: figure.note.lang,
      line: withWho(words.noteOnFigure, last, context),
      tone: "plain",
    });
  if (last?.reason)
    said.push({ quote: last.reason, lang: null, line: withWho(words.reasonForOldYear, last, context), tone: "plain" });
  if (said.length > 0) return said;
  if (figure.now === null) return [{ quote: null, lang: null, line: words.blankWithout, tone: "plain" }];
  const isSmall =
    figure.change !== null && Math.abs(figure.change) >= 20 && (figure.last?.value ?? smallBase) < smallBase;
  return [
    { quote: null, lang: null, line: isSmall ? words.noWarningSmall(smallBase) : words.noWarning, tone: "plain" },
  ];
}

function touches({ at, related }: Explained["finding"], path: string): boolean {
  return at === path || (related ?? []).includes(path);
}

function withWho(what: string, last: AnswerChange | undefined, { lang, now }: RowContext): string {
  return last?.by ? `${what} · ${last.by}, ${formatWhen(last.at, now, { lang, clock: "named" })}` : what;
}

/** The log of a path in words, the newest first. */
export function toHistory(
  changes: readonly AnswerChange[],
  question: Question | null,
  { lang, now }: Pick<RowContext, "lang" | "now">,
): HistoryLine[] {
  return changes
    .map(({ seq, at, by, value, raw, reason }) => ({
      ...{ seq, when: formatWhen(at, now, { lang, clock: "named" }), by: by ?? "–", reason },
      value: valueText(value, question, lang),
      raw: raw === null || raw === valueText(value, question, lang) ? null : raw,
    }))
    .reverse();
}

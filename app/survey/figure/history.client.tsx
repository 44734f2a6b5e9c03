import { useCallback, useSyncExternalStore } from "react";
import { href } from "~/addresses";
import type { Lang } from "~/domain/dictionary/dictionary";
import type { Figure } from "~/domain/figure/figure";
import type { FigureHistory } from "~/domain/figure/history";
import type { Question } from "~/domain/questionnaire/questionnaire";
import { fillHistory } from "~/i18n/collect/fill-history";
import { formatNumber } from "~/i18n/format";
import type { AnswerStore } from "~/survey/fill/answer-store";
import type { FillData } from "~/survey/fill/data";
import { useAsked } from "./ask.client";
import { HistoryChart } from "./history-chart";
import "./history.css";
import { useFill } from "~/survey/fill/context";
import { valueAt } from "~/survey/outbox/move-outbox";
import { gapsOf, historyScene, spansOf } from "./history-shape";
import { short, toSentence } from "./words";

type Answer = FigureHistory | { none: "no-series" | "row-incomplete" };

type Props = {
  path: string;
  question: Question;
  /** The figure as it stands or is typed. */
  figure: Figure | null;
  submission: FillData["key"];
};

/** The figure among its own past and what other countries released; it is asked for when the figure is focused. */
export function History({ path, question, figure, submission }: Props) {
  const { store, lang } = useFill();
  const about = useRow(store, path, question);
  const asks = question.observe !== null && about !== null;
  const asked = useAsked<Answer>(
    asks ? href("collect.history", { lang, ...submission }, { path, ...(about === "" ? {} : { about }) }) : null,
    staysTrue,
  );
  const say = fillHistory[lang];
  if (question.observe === null) return null;
  if (asked.state === "here" && "none" in asked.answer && asked.answer.none === "no-series") return null;
  return (
    <section className="drawer-part history">
      <h3>{say.title}</h3>
      {asked.state === "loading" && <p className="muted">{say.loading}</p>}
      {asked.state === "failed" && (
        <p>
          {say.failed}{" "}
          <button type="button" className="link-button" onClick={asked.again}>
            {say.again}
          </button>
        </p>
      )}
      {asked.state === "here" &&
        ("none" in asked.answer ? (
          <p className="muted">{say.row}</p>
        ) : (
          <Drawn history={asked.answer} figure={figure} lang={lang} />
        ))}
    </section>
  );
}

/** A row of an open table may say later what it is about; everything else was accepted before the page was opened. */
function staysTrue(answer: Answer): boolean {
  return !("none" in answer) || answer.none === "no-series";
}

/** What the row of an open table says it is about, as text; null while that is not saved, empty outside of open tables. */
function useRow(store: AnswerStore, path: string, question: Question): string | null {
  const subscribe = useCallback((listener: () => void) => store.subscribeAll(listener), [store]);
  return useSyncExternalStore(subscribe, () => {
    if (question.panel === null) return "";
    const row = path.split("/").slice(0, 2).join("/");
    const paths = Object.values(question.observe?.from ?? {}).map((name) => `${row}/${name}`);
    const state = store.state();
    if (state.waiting.some((change) => paths.includes(change.path))) return null;
    return JSON.stringify(paths.map((one) => valueAt(state, one)));
  });
}

function Drawn({ history, figure, lang }: { history: FigureHistory; figure: Figure | null; lang: Lang }) {
  const say = fillHistory[lang];
  const scene = historyScene(history, figure);
  if (!scene) return <p className="muted">{say.none}</p>;
  const band = history.band.at(-1);
  const drawn = history.values.filter(({ figure }) => figure.v !== null);
  const gaps = gapsOf(history);
  return (
    <>
      <HistoryChart
        scene={scene}
        number={formatNumber(scene.top.value, lang, { small: true })}
        label={[ownWords(drawn, lang), figure && say.typed(history.period, toSentence(figure, lang))]
          .filter(Boolean)
          .join(" ")}
      />
      <p className="history-words muted">
        {figure?.v !== null && figure && `${say.ring} `}
        {gaps.length > 0 && `${say.gaps(spansOf(gaps))} `}
        {history.breaks.length > 0 && `${say.breaks(history.breaks.join(", "))} `}
        {band &&
          `${say.band(band.countries, band.period, rounded(band.low, lang), rounded(band.high, lang))}${
            history.perInhabitant ? ` (${say.perInhabitant})` : ""
          }.`}
      </p>
      <AllValues history={history} lang={lang} />
    </>
  );
}

/** The course of the own values, for who does not see it. */
function ownWords(drawn: FigureHistory["values"], lang: Lang): string {
  const say = fillHistory[lang];
  const [first] = drawn;
  const last = drawn.at(-1);
  if (!first || !last) return say.none;
  const words = ({ figure }: { figure: Figure }) => short(figure.v ?? 0, lang);
  if (drawn.length === 1) return say.one(first.period, words(first));
  const sorted = [...drawn].sort((a, b) => (a.figure.v ?? 0) - (b.figure.v ?? 0));
  const [low, high] = [sorted[0]!, sorted.at(-1)!];
  return `${say.chart(first.period, last.period)} ${say.range(words(low), low.period, words(high), high.period)}`;
}

/** Every value the chart shows, newest first. */
function AllValues({ history, lang }: { history: FigureHistory; lang: Lang }) {
  const say = fillHistory[lang];
  const own = new Map(history.values.map(({ period, figure }) => [period, figure]));
  const others = new Map(history.band.map((one) => [one.period, one]));
  const periods = [...new Set([...own.keys(), ...others.keys()])].sort().reverse();
  return (
    <details>
      <summary>{say.all}</summary>
      <table className="history-table">
        <thead>
          <tr>
            <th scope="col">{say.period}</th>
            <th scope="col" className="number">
              {say.own}
            </th>
            {others.size > 0 && (
              <th scope="col" className="number">
                {say.others}
              </th>
            )}
          </tr>
        </thead>
        <tbody>
          {periods.map((period) => {
            const figure = own.get(period);
            const band = others.get(period);
            return (
              <tr key={period}>
                <th scope="row">{period}</th>
                <td className="number">{figure ? toSentence(figure, lang) : "–"}</td>
                {others.size > 0 && (
                  <td className="number">{band ? `${rounded(band.low, lang)}–${rounded(band.high, lang)}` : "–"}</td>
                )}
              </tr>
            );
          })}
        </tbody>
      </table>
    </details>
  );
}

/** Three digits: the middle half of some countries is no exact number. */
function rounded(value: number, lang: Lang): string {
  return formatNumber(Number(value.toPrecision(3)), lang, { small: true });
}

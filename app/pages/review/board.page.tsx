import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { href } from "~/addresses";
import { collectionOf, instant } from "~/collection.server";
import { refuse } from "~/domain/refusal";
import { lastInstant } from "~/domain/submission/deadline";
import { roundState } from "~/domain/submission/round";
import { langOf, refusalResponse } from "~/http.server";
import { formatLongDay } from "~/i18n/format";
import { board } from "~/i18n/review/board";
import { withoutYear } from "~/i18n/when";
import { daysLeft } from "~/ui/days-left";
import { aboutRound } from "~/workflows/rounds-about.server";
import { readRound } from "~db/collection/rounds";
import { readBoard, readRounds } from "./board.server";
import { letIn } from "./guard.server";
import "~/ui/review.css";
import { AboutRound } from "~/ui/round-about";
import { SectionSign } from "~/ui/section-sign";
import { BoardList } from "./board-list";
import { BoardTable } from "./board-table";

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: data ? `${data.round.title} · ${board[data.lang].roundsTitle} · Vigie` : "Vigie" },
];

/** The board of a round: countries × sections, each a state with its sign. */
export async function loader(args: LoaderFunctionArgs) {
  const { request, params, context } = args;
  const lang = langOf(params);
  letIn(args);
  const db = collectionOf(context);
  const now = instant();
  const round = readRound(db, params.round ?? "");
  if (!round) throw refusalResponse(refuse("not-found"));
  const { id, referencePeriod, opensAt, softDeadlineAt, hardDeadlineAt } = round;
  return {
    lang,
    now,
    asList: new URL(request.url).searchParams.get("view") === "list",
    round: {
      id,
      referencePeriod,
      opensAt,
      softDeadlineAt,
      hardDeadlineAt,
      title: round.title[lang],
      state: roundState(round, now),
      about: aboutRound(db, round),
    },
    left: daysLeft(softDeadlineAt, hardDeadlineAt, { now, lang }).words,
    others: readRounds(db, { lang, now })
      .filter((other) => other.id !== id && other.state !== "archived")
      .slice(0, 4),
    ...readBoard(db, round, { lang, now }),
  };
}

export default function Board() {
  const { lang, now, asList, round, left, others, sections, lines, counts } = useLoaderData<typeof loader>();
  const words = board[lang];
  return (
    <>
      <div className="board-head">
        <div>
          <p className="crumbs">
            <a href={href("review.rounds", { lang })}>{words.round}</a>
          </p>
          <h1>{words.about(round.title, round.referencePeriod)}</h1>
          <p className="lead">
            {leadOf(round, { left, now, lang })} <AboutRound about={round.about} lang={lang} />
          </p>
        </div>
        {others.length > 0 && (
          <nav className="board-others" aria-label={words.otherRounds}>
            <ul>
              {others.map((other) => (
                <li key={other.id}>
                  <a href={href("review.board", { lang, round: other.id })}>{other.title}</a>{" "}
                  <span className="muted">{shortState(other, lang)}</span>
                </li>
              ))}
            </ul>
          </nav>
        )}
      </div>
      <div className="board-legend">
        <ul>
          {counts.map(({ sign, count }) => (
            <li key={sign}>
              <SectionSign sign={sign} /> <strong>{count}</strong> {words.counted[sign](count)}
            </li>
          ))}
        </ul>
        <span className="muted">{words.sections(sections.length * lines.length, lines.length)}</span>
        <a className="board-switch no-print" href={asList ? "?" : "?view=list"}>
          {asList ? words.asTable : words.asList}
        </a>
      </div>
      <div className={asList ? "board-views as-list" : "board-views"}>
        <BoardTable lines={lines} sections={sections} lang={lang} />
        <section className="board-words" aria-label={words.listTitle}>
          <h2>{words.listTitle}</h2>
          <BoardList lines={lines} sections={sections} lang={lang} />
        </section>
      </div>
      <p className="board-hint muted small no-print">
        {words.hint} <kbd>Enter</kbd> {words.enterOpens}.
      </p>
    </>
  );
}

type RoundHead = { state: string; opensAt: string; softDeadlineAt: string; hardDeadlineAt: string };

function leadOf(round: RoundHead, { left, now, lang }: { left: string; now: string; lang: "en" | "fr" }): string {
  const words = board[lang];
  const day = (at: string) => withoutYear(formatLongDay(at, lang), now);
  if (round.state === "scheduled") return words.state.scheduled(day(round.opensAt));
  if (round.state === "archived") return words.state.archived;
  if (round.state === "closed") return words.state.closed(day(lastInstant(round.hardDeadlineAt)));
  const dates = words.state.open(day(lastInstant(round.softDeadlineAt)), day(lastInstant(round.hardDeadlineAt)));
  return `${left.charAt(0).toUpperCase()}${left.slice(1)}${lang === "fr" ? "\u00a0" : ""}: ${dates.charAt(0).toLowerCase()}${dates.slice(1)}`;
}

function shortState({ state, left }: { state: string; left: string }, lang: "en" | "fr"): string {
  const words = board[lang];
  if (state === "open") return left;
  return state === "scheduled" ? words.isScheduled : words.isClosed;
}

import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { href } from "~/addresses";
import { collectionOf, instant } from "~/collection.server";
import { lastInstant } from "~/domain/submission/deadline";
import { langOf } from "~/http.server";
import { formatLongDay } from "~/i18n/format";
import { board } from "~/i18n/review/board";
import { AboutRound } from "~/ui/round-about";
import { type RoundLine, readRounds } from "./board.server";
import { letIn } from "./guard.server";
import "~/ui/review.css";

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: `${board[data?.lang ?? "en"].roundsTitle} · Vigie` },
];

/** The rounds a reviewer may open the board of, newest first. */
export async function loader(args: LoaderFunctionArgs) {
  const { params, context } = args;
  const lang = langOf(params);
  letIn(args);
  return { lang, rounds: readRounds(collectionOf(context), { lang, now: instant() }) };
}

export default function Rounds() {
  const { lang, rounds } = useLoaderData<typeof loader>();
  const words = board[lang];
  return (
    <>
      <h1>{words.rounds}</h1>
      {rounds.length === 0 && <p className="notice">{words.noRounds}</p>}
      <ul className="round-list">
        {rounds.map((round) => (
          <li key={round.id}>
            <h2>
              <a href={href("review.board", { lang, round: round.id })}>
                {words.about(round.title, round.referencePeriod)}
              </a>
            </h2>
            <p>
              {stateOf(round, lang)} <span className="muted">{words.countriesAsked(round.countries)}</span>
              <AboutRound about={round.about} lang={lang} />
            </p>
          </li>
        ))}
      </ul>
    </>
  );
}

function stateOf(round: RoundLine, lang: "en" | "fr"): string {
  const words = board[lang];
  const day = (at: string) => formatLongDay(at, lang);
  if (round.state === "scheduled") return words.state.scheduled(day(round.opensAt));
  if (round.state === "open")
    return words.state.open(day(lastInstant(round.softDeadlineAt)), day(lastInstant(round.hardDeadlineAt)));
  return round.state === "closed" ? words.state.closed(day(lastInstant(round.hardDeadlineAt))) : words.state.archived;
}

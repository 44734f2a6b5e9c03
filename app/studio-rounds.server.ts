import { dayOfDeadline } from "~/domain/deadline";
import type { Text } from "~/domain/dictionary";
import { type RoundState, roundState } from "~/domain/round";
import type { Collection } from "~db/collection/client";
import { listRounds } from "~db/collection/rounds";

/** A round as the studio lists it; deadlines as the days they were entered as. */
export type RoundLine = {
  id: string;
  title: Text;
  referencePeriod: string;
  opensAt: string;
  askedDay: string;
  lastDay: string;
  countries: number;
  state: RoundState;
};

/** Lists all rounds, newest first, with their state now. */
export function roundLines(db: Collection, now: string): RoundLine[] {
  return listRounds(db).map((round) => ({
    id: round.id,
    title: round.title,
    referencePeriod: round.referencePeriod,
    opensAt: round.opensAt,
    askedDay: dayOfDeadline(round.softDeadlineAt),
    lastDay: dayOfDeadline(round.hardDeadlineAt),
    countries: round.countries,
    state: roundState(round, now),
  }));
}

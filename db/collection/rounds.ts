import { asc, count, desc, eq } from "drizzle-orm";
import type { Text } from "~/domain/dictionary/dictionary";
import type { Parameters } from "~/domain/questionnaire/parameters";
import type { RoundDates } from "~/domain/submission/round";
import type { Collection } from "./client";
import { roundCountries, rounds } from "./schema";

export type Round = RoundDates & {
  id: string;
  questionnaire: string;
  version: number;
  title: Text;
  /** SDMX period the round asks about. */
  referencePeriod: string;
  /** Values of the questionnaire's parameters. */
  parameters: Parameters;
  openedAt: string;
};

type Db = Pick<Collection, "select" | "insert">;

/** Reads a round, null when there is none. Its state is `roundState(round, now)`. */
export function readRound(db: Db, id: string): Round | null {
  const row = db.select().from(rounds).where(eq(rounds.id, id)).get();
  return row ? toRound(row) : null;
}

/** Lists all rounds with the number of countries asked, newest first. */
export function listRounds(db: Db): (Round & { countries: number })[] {
  const numbers = db
    .select({ round: roundCountries.round, countries: count() })
    .from(roundCountries)
    .groupBy(roundCountries.round)
    .all();
  const byRound = new Map(numbers.map((row) => [row.round, row.countries]));
  const rows = db.select().from(rounds).orderBy(desc(rounds.opensAt), asc(rounds.id)).all();
  return rows.map((row) => ({ ...toRound(row), countries: byRound.get(row.id) ?? 0 }));
}

/** Countries a round asks, by code. */
export function countriesOf(db: Db, round: string): { country: string; needsSignOff: boolean }[] {
  return db
    .select({ country: roundCountries.country, needsSignOff: roundCountries.needsSignOff })
    .from(roundCountries)
    .where(eq(roundCountries.round, round))
    .orderBy(asc(roundCountries.country))
    .all();
}

/** Writes a round and the countries it asks. */
export function insertRound(
  db: Db,
  round: Round & { openedBy: number | null },
  countries: readonly { country: string; needsSignOff: boolean }[],
): void {
  const { title, ...rest } = round;
  db.insert(rounds)
    .values({ ...rest, titleEn: title.en, titleFr: title.fr })
    .run();
  for (const asked of countries)
    db.insert(roundCountries)
      .values({ round: round.id, ...asked })
      .run();
}

/** Writes the deadlines of a round, in the caller's transaction. */
export function setDeadlines(
  db: Pick<Collection, "update">,
  round: string,
  { softDeadlineAt, hardDeadlineAt }: Pick<RoundDates, "softDeadlineAt" | "hardDeadlineAt">,
): void {
  db.update(rounds).set({ softDeadlineAt, hardDeadlineAt }).where(eq(rounds.id, round)).run();
}

/** Writes when a round was archived, in the caller's transaction. */
export function archiveRoundAt(db: Pick<Collection, "update">, round: string, archivedAt: string): void {
  db.update(rounds).set({ archivedAt }).where(eq(rounds.id, round)).run();
}

function toRound(row: typeof rounds.$inferSelect): Round {
  const { titleEn, titleFr, openedBy: _, ...rest } = row;
  return { ...rest, title: { en: titleEn, fr: titleFr } };
}

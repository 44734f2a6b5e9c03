import { and, eq, sql } from "drizzle-orm";
import type { Text } from "~/domain/dictionary/dictionary";
import type { Parameters } from "~/domain/questionnaire/parameters";
import type { RoundDates } from "~/domain/submission/round";
import { oncePerConnection, prepareRead } from "../../sqlite/prepared";
import type { Collection } from "../client";
import { roundCountries, rounds } from "../schema";

/** What a round asks of one country: the questionnaire version, the period and the dates. */
export type Asked = RoundDates & {
  round: string;
  country: string;
  questionnaire: string;
  version: number;
  title: Text;
  referencePeriod: string;
  /** Values of the questionnaire's parameters. */
  parameters: Parameters;
  /** Must the Permanent Correspondent sign a section off before it is submitted? */
  needsSignOff: boolean;
};

// Every save asks.
const prepared = oncePerConnection((db: Collection) =>
  prepareRead(
    db,
    db
      .select({
        questionnaire: rounds.questionnaire,
        version: rounds.version,
        titleEn: rounds.titleEn,
        titleFr: rounds.titleFr,
        referencePeriod: rounds.referencePeriod,
        opensAt: rounds.opensAt,
        softDeadlineAt: rounds.softDeadlineAt,
        hardDeadlineAt: rounds.hardDeadlineAt,
        archivedAt: rounds.archivedAt,
        parameters: rounds.parameters,
        needsSignOff: roundCountries.needsSignOff,
      })
      .from(rounds)
      .innerJoin(roundCountries, eq(roundCountries.round, rounds.id))
      .where(and(eq(rounds.id, sql.placeholder("round")), eq(roundCountries.country, sql.placeholder("country")))),
  ),
);

/** Reads what a round asks of a country; null when there is no such round or it does not ask this country. */
export function askedOf(db: Collection, round: string, country: string): Asked | null {
  const row = prepared(db).get({ round, country });
  if (!row) return null;
  const { questionnaire, version, titleEn, titleFr, ...rest } = row;
  return { round, country, questionnaire, version, title: { en: titleEn, fr: titleFr }, ...rest };
}

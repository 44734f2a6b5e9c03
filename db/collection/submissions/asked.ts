import type { Database, Statement } from "better-sqlite3";
import type { Text } from "~/domain/dictionary/dictionary";
import type { RoundDates } from "~/domain/submission/round";
import type { Collection } from "../client";

/** What a round asks of one country: the questionnaire version, the period and the dates. */
export type Asked = RoundDates & {
  round: string;
  country: string;
  questionnaire: string;
  version: number;
  title: Text;
  referencePeriod: string;
  /** Values of the questionnaire's parameters. */
  parameters: Record<string, Text>;
  /** Must the Permanent Correspondent sign a section off before it is submitted? */
  needsSignOff: boolean;
};

/** In the order of the columns: every save asks, and an array costs a third of an object. */
type Row = [
  questionnaire: string,
  version: number,
  titleEn: string,
  titleFr: string,
  referencePeriod: string,
  opensAt: string,
  softDeadlineAt: string,
  hardDeadlineAt: string,
  archivedAt: string | null,
  parameters: string,
  needsSignOff: number,
];

const preparedOf = new WeakMap<Database, Statement<[string, string], Row>>();

function prepared(client: Database): Statement<[string, string], Row> {
  const known = preparedOf.get(client);
  if (known) return known;
  const made = client
    .prepare<[string, string], Row>(
      `select r.questionnaire, r.version, r.title_en, r.title_fr, r.reference_period,
              r.opens_at, r.soft_deadline_at, r.hard_deadline_at, r.archived_at, r.parameters, c.needs_sign_off
       from rounds r join round_countries c on c.round = r.id where r.id = ? and c.country = ?`,
    )
    .raw();
  preparedOf.set(client, made);
  return made;
}

/** Reads what a round asks of a country; null when there is no such round or it does not ask this country. */
export function askedOf(db: Collection, round: string, country: string): Asked | null {
  const row = prepared(db.$client).get(round, country);
  if (!row) return null;
  return {
    round,
    country,
    questionnaire: row[0],
    version: row[1],
    title: { en: row[2], fr: row[3] },
    referencePeriod: row[4],
    opensAt: row[5],
    softDeadlineAt: row[6],
    hardDeadlineAt: row[7],
    archivedAt: row[8],
    parameters: JSON.parse(row[9]),
    needsSignOff: row[10] === 1,
  };
}

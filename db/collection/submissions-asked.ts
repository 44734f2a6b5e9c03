import type { Database, Statement } from "better-sqlite3";
import type { Text } from "~/domain/dictionary";
import type { RoundDates } from "~/domain/round";
import type { Collection } from "./client";

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

type Row = RoundDates & {
  questionnaire: string;
  version: number;
  titleEn: string;
  titleFr: string;
  referencePeriod: string;
  parameters: string;
  needsSignOff: number;
};

const preparedOf = new WeakMap<Database, Statement<[string, string], Row>>();

function prepared(client: Database): Statement<[string, string], Row> {
  const known = preparedOf.get(client);
  if (known) return known;
  const made = client.prepare<[string, string], Row>(
    `select r.questionnaire, r.version, r.title_en titleEn, r.title_fr titleFr, r.reference_period referencePeriod,
            r.opens_at opensAt, r.soft_deadline_at softDeadlineAt, r.hard_deadline_at hardDeadlineAt,
            r.archived_at archivedAt, r.parameters, c.needs_sign_off needsSignOff
     from rounds r join round_countries c on c.round = r.id where r.id = ? and c.country = ?`,
  );
  preparedOf.set(client, made);
  return made;
}

/** Reads what a round asks of a country; null when there is no such round or it does not ask this country. */
export function askedOf(db: Collection, round: string, country: string): Asked | null {
  const row = prepared(db.$client).get(round, country);
  if (!row) return null;
  const { titleEn, titleFr, parameters, needsSignOff, ...rest } = row;
  return {
    ...rest,
    round,
    country,
    title: { en: titleEn, fr: titleFr },
    parameters: JSON.parse(parameters),
    needsSignOff: needsSignOff === 1,
  };
}

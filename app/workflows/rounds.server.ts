import type { Text } from "~/domain/dictionary/dictionary";
import { parsePeriod } from "~/domain/observation/period";
import { type Refusal, refuse } from "~/domain/refusal";
import { parseRoundId, wrongDate } from "~/domain/submission/round";
import { parametersOf } from "~/survey/questionnaire/read-questionnaire";
import { type Deed, writeAudit } from "~db/collection/audit";
import type { Collection } from "~db/collection/client";
import { listCountries } from "~db/collection/countries";
import { readVersion } from "~db/collection/questionnaires";
import { insertRound, readRound } from "~db/collection/rounds";

export type OpenRound = {
  id: string;
  questionnaire: string;
  version: number;
  title: Text;
  /** SDMX period the round asks about. */
  referencePeriod: string;
  /** Instants; deadlines are the first instant after the last day in Paris (domain/deadline.ts). */
  opensAt: string;
  softDeadlineAt: string;
  hardDeadlineAt: string;
  /** Values of the questionnaire's parameters; those left out keep the questionnaire's own. */
  parameters: Record<string, Text>;
  countries: readonly string[];
  /** Countries whose Permanent Correspondent signs off before a section is submitted. */
  needsSignOff?: readonly string[];
};

/**
 * Opens a round: one published version asked of chosen countries for one reference period.
 *
 * Refused: an id that is taken (`already-exists`); an unknown version, country, parameter or period, dates out of order, no
 * country (`bad-request` naming the part).
 */
export function openRound(db: Collection, round: OpenRound, deed: Deed): { round: string } | Refusal {
  return db.transaction(
    (tx): { round: string } | Refusal => {
      const version = readVersion(tx, round.questionnaire, round.version);
      if (!version) return refuse("bad-request", { part: "version" });
      const own = parametersOf(JSON.parse(version.definition));
      const wrong = wrongPart(round, own, new Set(listCountries(tx).map((country) => country.code)));
      if (wrong !== null) return refuse("bad-request", { part: wrong });
      if (readRound(tx, round.id)) return refuse("already-exists", { round: round.id });
      const { countries, needsSignOff = [], ...rest } = round;
      insertRound(
        tx,
        {
          ...rest,
          parameters: { ...own, ...round.parameters },
          archivedAt: null,
          openedAt: deed.now,
          openedBy: deed.by,
        },
        countries.map((country) => ({ country, needsSignOff: needsSignOff.includes(country) })),
      );
      const detail = { questionnaire: round.questionnaire, version: round.version, countries: countries.length };
      writeAudit(tx, deed, { action: "round.open", subject: round.id, detail });
      return { round: round.id };
    },
    { behavior: "immediate" },
  );
}

function wrongPart(round: OpenRound, parameters: Record<string, Text>, known: ReadonlySet<string>): string | null {
  if (!parseRoundId(round.id)) return "id";
  if (!parsePeriod(round.referencePeriod)) return "referencePeriod";
  if (round.title.en.trim() === "" || round.title.fr.trim() === "") return "title";
  const date = wrongDate(round);
  if (date !== null) return date;
  const odd = Object.entries(round.parameters).find(
    ([name, text]) => !Object.hasOwn(parameters, name) || !text.en || !text.fr,
  );
  if (odd) return "parameters";
  const countries = new Set(round.countries);
  if (countries.size === 0 || countries.size !== round.countries.length) return "countries";
  if (round.countries.some((country) => !known.has(country))) return "countries";
  return (round.needsSignOff ?? []).every((country) => countries.has(country)) ? null : "needsSignOff";
}

import { type Dictionary, findCode, type Text } from "~/domain/dictionary/dictionary";
import { parsePeriod } from "~/domain/observation/period";
import { noCodes, type Parameter, type Parameters } from "~/domain/questionnaire/parameters";
import { whereWordsPart } from "~/domain/questionnaire/words-and-codes";
import { type Refusal, refuse } from "~/domain/refusal";
import { parseRoundId, wrongDate } from "~/domain/submission/round";
import { compiled } from "~/survey/questionnaire/compiled.server";
import { parametersOf } from "~/survey/questionnaire/read-questionnaire";
import { type Deed, writeAudit } from "~db/collection/audit";
import type { Collection } from "~db/collection/client";
import { listCountries } from "~db/collection/countries";
import { readDictionary } from "~db/collection/dictionary";
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
  /**
   * Values of the questionnaire's parameters; those left out keep the questionnaire's own. Of a parameter that stands for a
   * code the code is given, and the words only where they refine its name.
   */
  parameters: Parameters;
  countries: readonly string[];
  /** Countries whose Permanent Correspondent signs off before a section is submitted. */
  needsSignOff?: readonly string[];
};

/**
 * Opens a round: one published version asked of chosen countries for one reference period.
 *
 * Refused: an id that is taken (`already-exists`); an unknown version, country, parameter or period, dates out of order, no
 * country (`bad-request` naming the part); words that do not say what their code says (`part: "codes"` with the parameter,
 * the code and why, domain/questionnaire/words-and-codes.ts).
 */
export function openRound(db: Collection, round: OpenRound, deed: Deed): { round: string } | Refusal {
  return db.transaction(
    (tx): { round: string } | Refusal => {
      const version = readVersion(tx, round.questionnaire, round.version);
      if (!version) return refuse("bad-request", { part: "version" });
      const own = parametersOf(JSON.parse(version.definition));
      const dictionary = readDictionary(db);
      const parameters = allParameters(round.parameters, own, dictionary);
      const { questionnaire } = compiled(tx, round.questionnaire, round.version);
      const parting = whereWordsPart({ questionnaire, own, dictionary }, { title: round.title, parameters });
      const parted = parting && refuse("bad-request", { part: "codes", ...parting });
      // Without a code there are no words to look at.
      if (parted && parting.why === "no-such-code") return parted;
      const known = new Set(listCountries(tx).map((country) => country.code));
      const wrong = wrongPart(round, { own, all: parameters }, known);
      if (wrong !== null) return refuse("bad-request", { part: wrong });
      if (readRound(tx, round.id)) return refuse("already-exists", { round: round.id });
      if (parted) return parted;
      const { countries, needsSignOff = [], ...rest } = round;
      insertRound(
        tx,
        {
          ...rest,
          parameters,
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

/** What the round says, else the name of its code, else what the questionnaire says. */
function allParameters(said: Parameters, own: Parameters, dictionary: Dictionary): Parameters {
  const all = Object.entries(own).map(([name, one]): [string, Parameter] => {
    const given = Object.hasOwn(said, name) ? said[name] : undefined;
    if (one.codes === undefined || one.codes === noCodes || given === undefined)
      return [name, given === undefined ? one : { ...one, en: given.en, fr: given.fr }];
    const code = given.code ?? one.code ?? "";
    const found = findCode(dictionary, one.codes, code)?.name;
    const words = given.en.trim() === "" && given.fr.trim() === "" && found ? inside(found) : given;
    return [name, { en: words.en, fr: words.fr, codes: one.codes, code }];
  });
  return Object.fromEntries(all);
}

/** A name within a sentence: a small first letter, unless the word is an acronym (MDMA). */
function inside({ en, fr }: Text): Text {
  const small = (name: string) => (/^\p{Lu}\p{Ll}/u.test(name) ? name.charAt(0).toLowerCase() + name.slice(1) : name);
  return { en: small(en), fr: small(fr) };
}

function wrongPart(
  round: OpenRound,
  { own, all }: { own: Parameters; all: Parameters },
  known: ReadonlySet<string>,
): string | null {
  if (!parseRoundId(round.id)) return "id";
  if (!parsePeriod(round.referencePeriod)) return "referencePeriod";
  if (round.title.en.trim() === "" || round.title.fr.trim() === "") return "title";
  const date = wrongDate(round);
  if (date !== null) return date;
  if (Object.keys(round.parameters).some((name) => !Object.hasOwn(own, name))) return "parameters";
  const odd = Object.entries(all).find(([, text]) => !text.en.trim() || !text.fr.trim());
  if (odd) return "parameters";
  const countries = new Set(round.countries);
  if (countries.size === 0 || countries.size !== round.countries.length) return "countries";
  if (round.countries.some((country) => !known.has(country))) return "countries";
  return (round.needsSignOff ?? []).every((country) => countries.has(country)) ? null : "needsSignOff";
}

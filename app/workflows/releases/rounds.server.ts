import type { Questionnaire } from "~/domain/questionnaire/questionnaire";
import { roundState } from "~/domain/submission/round";
import { compiled } from "~/survey/questionnaire/compiled.server";
import { hiddenAtSubmit } from "~db/collection/accepted-sections";
import type { Collection } from "~db/collection/client";
import { type RoundStanding, roundStandings } from "~db/collection/releases/origins";
import { listRounds } from "~db/collection/rounds";
import type { ReleaseContent } from "~db/release/writer";
import { withItsCodes } from "../rounds-about.server";
import type { Candidacy } from "./compose.server";
import { versionReader } from "./versions.server";

/*
 * Rounds as known when a release is published: who was asked, who is in it, how much of what was asked, and why not.
 * Figures of the reference period only are counted; earlier years may stay empty ("unchanged").
 */

/** Rows of `rounds` and `round_countries`. */
export function roundRows(
  db: Collection,
  candidacy: Candidacy,
  publishedAt: string,
): Pick<ReleaseContent, "rounds" | "roundCountries"> {
  const standings = groupByCountry(roundStandings(db));
  const figures = figuresByRound(db, candidacy);
  const pinned = new Set(
    candidacy.pins.flatMap((pin) => (pin.kind === "section" ? [`${pin.submission} ${pin.section}`] : [])),
  );
  const rows: Pick<ReleaseContent, "rounds" | "roundCountries"> = { rounds: [], roundCountries: [] };
  for (const round of listRounds(db).sort((a, b) => (a.id < b.id ? -1 : 1))) {
    const { questionnaire } = compiled(db, round.questionnaire, round.version);
    const countries = [...(standings.get(round.id) ?? [])].map(([country, sections]) => {
      const standing = standingOf(sections, pinned, candidacy);
      const asked = askedFigures(db, questionnaire, sections);
      const counted = figures.get(`${round.id}|${country}|${round.referencePeriod}`) ?? 0;
      return {
        round: round.id,
        country,
        ...standing,
        asked,
        figures: standing.state === "reported" ? Math.min(counted, asked) : 0,
      };
    });
    rows.roundCountries.push(...countries);
    rows.rounds.push({
      id: round.id,
      titleEn: round.title.en,
      titleFr: round.title.fr,
      questionnaire: round.questionnaire,
      version: round.version,
      referencePeriod: round.referencePeriod,
      state: roundState(round, publishedAt),
      hardDeadlineAt: round.hardDeadlineAt,
      asked: countries.length,
      reported: countries.filter((one) => one.state === "reported").length,
      parameters: withItsCodes(db, round),
    });
  }
  return rows;
}

function groupByCountry(standings: readonly RoundStanding[]): Map<string, Map<string, RoundStanding[]>> {
  const rounds = new Map<string, Map<string, RoundStanding[]>>();
  for (const one of standings) {
    const countries = rounds.get(one.round) ?? new Map<string, RoundStanding[]>();
    rounds.set(one.round, countries);
    countries.set(one.country, [...(countries.get(one.country) ?? []), one]);
  }
  return rounds;
}

type Standing = Pick<ReleaseContent["roundCountries"][number], "state" | "reasonLang" | "reason">;

function standingOf(sections: readonly RoundStanding[], pinned: ReadonlySet<string>, { origins }: Candidacy): Standing {
  const none = { reasonLang: null, reason: null };
  const [first] = sections;
  // A correction under way leaves the former revision in the release: any pinned section of the country counts.
  const own = [...origins.values()].some(
    (one) =>
      one.round === first?.round && one.country === first?.country && pinned.has(`${one.submission} ${one.section}`),
  );
  if (own) return { state: "reported", ...none };
  const declared = sections.find((one) => one.state === "no-answer");
  if (declared) {
    const reason: unknown = declared.reason;
    const note = typeof reason === "object" && reason !== null && "text" in reason && "lang" in reason ? reason : null;
    const said =
      note !== null && typeof note.text === "string" && (note.lang === "en" || note.lang === "fr") && note.text !== "";
    return { state: "no-answer", reasonLang: said ? String(note.lang) : null, reason: said ? String(note.text) : null };
  }
  const waiting = sections.some(
    (one) => one.state === "submitted" || one.state === "accepted" || one.state === "returned",
  );
  return { state: waiting ? "in-review" : "not-answered", ...none };
}

/** Figures asked of a country for the reference period: all of the questionnaire but what its own answers made void. */
function askedFigures(db: Collection, questionnaire: Questionnaire, sections: readonly RoundStanding[]): number {
  const hidden = new Set(
    sections.flatMap((one) =>
      one.submission !== null && one.section !== null && one.state === "accepted"
        ? hiddenAtSubmit(db, one.submission, one.section)
        : [],
    ),
  );
  let asked = 0;
  for (const item of questionnaire.items.values()) {
    if (item.part === "v" && item.yearsBack === 0 && !hidden.has(item.question)) asked++;
  }
  return asked;
}

/** Figures with a value in pinned sections, by round, country and period, each path once; what is only added up is not asked. */
function figuresByRound(db: Collection, { pinned, origins }: Candidacy): Map<string, number> {
  const paths = new Map<string, Set<string>>();
  const read = versionReader(db);
  for (const { provenance, area, period, value, code } of pinned) {
    // "Not collected" is an answer and no figure.
    if (provenance.kind !== "answer" || (value === null && code === null)) continue;
    const origin = origins.get(`${provenance.submission} ${provenance.section}`);
    if (!origin || !read(origin.questionnaire, origin.version).items.has(provenance.path)) continue;
    const key = `${origin.round}|${area}|${period}`;
    paths.set(key, (paths.get(key) ?? new Set<string>()).add(provenance.path));
  }
  return new Map([...paths].map(([key, found]) => [key, found.size]));
}

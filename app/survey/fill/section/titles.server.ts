import type { Lang } from "~/domain/dictionary/dictionary";
import { roundState } from "~/domain/submission/round";
import { compiledFor } from "~/survey/questionnaire/compiled.server";
import type { Collection } from "~db/collection/client";
import { countriesOf, listRounds, readRound } from "~db/collection/rounds";

export type RoundSections = { round: string; title: string; sections: { name: string; title: string }[] };

/** Rounds that ask a country and are not over, with their sections as people know them: for delegating. */
export function roundsToDelegate(db: Collection, country: string, lang: Lang, now: string): RoundSections[] {
  return listRounds(db)
    .filter((round) => ["open", "scheduled"].includes(roundState(round, now)))
    .filter((round) => countriesOf(db, round.id).some((asked) => asked.country === country))
    .map((round) => ({
      round: round.id,
      title: round.title[lang],
      sections: compiledFor(db, round).questionnaire.sections.map((section) => ({
        name: section.name,
        title: `${section.number} ${section.shortTitle[lang]}`,
      })),
    }));
}

/** Titles of delegated parts of a round: of the section, or of the question where one question is delegated. */
export function titlesOf(db: Collection, roundId: string, prefixes: readonly string[], lang: Lang): string[] {
  const round = readRound(db, roundId);
  if (!round) return [];
  const { questionnaire } = compiledFor(db, round);
  return prefixes.map((prefix) => {
    const section = questionnaire.sections.find((one) => one.name === prefix);
    return section?.shortTitle[lang] ?? questionnaire.questions.get(prefix.split("/")[0] ?? "")?.title[lang] ?? prefix;
  });
}

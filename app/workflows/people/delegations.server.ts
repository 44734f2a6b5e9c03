import { questionOf } from "~/domain/questionnaire/questionnaire";
import { type Refusal, refuse } from "~/domain/refusal";
import { roundState } from "~/domain/submission/round";
import { compiled } from "~/survey/questionnaire/compiled.server";
import { type Deed, writeAudit } from "~db/collection/audit";
import type { Collection } from "~db/collection/client";
import { delegationsOf, endDelegation, insertDelegation } from "~db/collection/people/delegations";
import { grantLinesAt } from "~db/collection/people/grants";
import { countriesOf, readRound } from "~db/collection/rounds";

type Tx = Pick<Collection, "select" | "insert" | "update">;
type Whose = { round: string; country: string; person: number };

/**
 * Lets a contributor write one part of a round more: a section, a question, or a deeper path prefix.
 *
 * Refuses someone who is no contributor of the country, a round that does not ask it or is over, and a part the
 * questionnaire does not have. Delegated before: nothing changes.
 * @returns how many prefixes were added (0 or 1)
 */
export function delegate(db: Collection, given: Whose & { prefix: string }, deed: Deed): number | Refusal {
  return db.transaction(
    (tx) => {
      const former = formerOf(tx, given).map((line) => line.prefix);
      const changed = replace(tx, given, [...former, given.prefix], deed);
      return "refusal" in changed ? changed : changed.added;
    },
    { behavior: "immediate" },
  );
}

/**
 * Says which sections of a round a contributor may write: the list given replaces the former one.
 *
 * What is taken away ends at once; answers written under it stay.
 * @returns how many prefixes are new and how many ended; refuses as `delegate` does
 */
export function delegateSections(
  db: Collection,
  given: Whose & { sections: readonly string[] },
  deed: Deed,
): { added: number; ended: number } | Refusal {
  return db.transaction((tx) => replace(tx, given, given.sections, deed), { behavior: "immediate" });
}

function replace(
  tx: Tx,
  whose: Whose,
  prefixes: readonly string[],
  deed: Deed,
): { added: number; ended: number } | Refusal {
  const { round, country, person } = whose;
  const contributes = grantLinesAt(tx, deed.now, country).some(
    (line) => line.person === person && line.role === "contributor",
  );
  if (!contributes) return refuse("not-found");
  const refused = refusedDelegation(tx, { round, country, prefixes }, deed.now);
  if (refused) return refused;
  const over = formerOf(tx, whose).filter((line) => !prefixes.includes(line.prefix));
  for (const line of over) endDelegation(tx, line.id, deed.now);
  const added = addDelegations(tx, whose, prefixes, deed);
  if (over.length + added.length > 0) {
    writeAudit(tx, deed, {
      action: "section.delegate",
      subject: `${round}/${country}`,
      detail: { person, added, ended: over.map((line) => line.prefix) },
    });
  }
  return { added: added.length, ended: over.length };
}

function formerOf(tx: Pick<Collection, "select">, { round, country, person }: Whose) {
  return delegationsOf(tx, country, round).filter((line) => line.person === person);
}

/** Writes prefixes that are not delegated yet, in the transaction of a caller who has decided. @returns the new ones */
export function addDelegations(tx: Tx, whose: Whose, prefixes: readonly string[], deed: Deed): string[] {
  const former = new Set(formerOf(tx, whose).map((line) => line.prefix));
  const added = [...new Set(prefixes)].filter((prefix) => !former.has(prefix));
  for (const prefix of added) insertDelegation(tx, { ...whose, prefix, by: deed.by, at: deed.now });
  return added;
}

/** Why parts of a round cannot be delegated in a country; null when they can: it asks the country, is not over, has them. */
export function refusedDelegation(
  db: Pick<Collection, "select" | "insert">,
  { round, country, prefixes }: { round: string; country: string; prefixes: readonly string[] },
  now: string,
): Refusal | null {
  const found = readRound(db, round);
  if (!found || !countriesOf(db, round).some((asked) => asked.country === country)) return refuse("not-found");
  const state = roundState(found, now);
  if (state === "closed" || state === "archived") return refuse("round-closed");
  const { questionnaire } = compiled(db, found.questionnaire, found.version);
  const known = (prefix: string) =>
    questionnaire.sections.some((section) => section.name === prefix) ||
    questionnaire.questions.has(questionOf(prefix));
  return prefixes.every(known) ? null : refuse("bad-request", { field: "sections" });
}

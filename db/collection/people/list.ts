import type { Collection } from "../client";
import { delegationsOf } from "./delegations";
import { type GrantLine, grantLinesAt } from "./grants";
import { lastSeenOf, listPersons } from "./persons";

export type PersonLine = {
  id: number;
  name: string;
  email: string;
  organisation: string;
  disabled: boolean;
  lastSeen: string | null;
  parts: { role: string; country: string | null }[];
  /** Path prefixes delegated to her, by round; of the countries asked for. */
  delegated: { round: string; prefixes: string[] }[];
};

/**
 * Lists people with their parts valid at an instant, by name.
 * @param countries  "any": everybody, without parts too; else only who speaks for one of these, with these parts only
 */
export function peopleOf(db: Collection, countries: "any" | readonly string[], now: string): PersonLine[] {
  const inside = (line: GrantLine) =>
    countries === "any" || (line.country !== null && countries.includes(line.country));
  const parts = groupBy(grantLinesAt(db, now).filter(inside), (line) => line.person);
  const seen = lastSeenOf(db);
  return listPersons(db)
    .filter((person) => countries === "any" || parts.has(person.id))
    .map(({ id, name, email, organisation, disabledAt }) => {
      const own = parts.get(id) ?? [];
      return {
        ...{ id, name, email, organisation, disabled: disabledAt !== null, lastSeen: seen.get(id) ?? null },
        parts: own.map(({ role, country }) => ({ role, country })),
        delegated: own.some((line) => line.role === "contributor") ? delegatedTo(db, id, own) : [],
      };
    });
}

function delegatedTo(
  db: Collection,
  person: number,
  parts: readonly GrantLine[],
): { round: string; prefixes: string[] }[] {
  const lines = parts
    .filter((part) => part.role === "contributor" && part.country !== null)
    .flatMap((part) => delegationsOf(db, part.country ?? "").filter((line) => line.person === person));
  return [...groupBy(lines, (line) => line.round)].map(([round, own]) => ({
    round,
    prefixes: own.map((line) => line.prefix),
  }));
}

// Map.groupBy comes with Node 21; the house runs on 20.19 too.
function groupBy<T, K>(lines: readonly T[], keyOf: (line: T) => K): Map<K, T[]> {
  const groups = new Map<K, T[]>();
  for (const line of lines) groups.set(keyOf(line), [...(groups.get(keyOf(line)) ?? []), line]);
  return groups;
}

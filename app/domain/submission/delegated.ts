import { type Actor, decide, permissions, type Scope } from "~/domain/people/access";
import { covers } from "~/domain/questionnaire/questionnaire";

/**
 * What a person may write of a country in a round: null = every path, else the prefixes delegated to her (sections,
 * questions, deeper paths), which may be none. Whether round and section are open is another matter.
 */
export function delegatedTo(
  actor: Pick<Actor, "grants">,
  { country, roundId }: { country: string; roundId: string },
): string[] | null {
  // No path of a questionnaire is empty: who may write it may write everywhere.
  if (decide(actor, "answer.write", { country, roundId, path: "" }).allowed) return null;
  const scopes: Partial<Record<string, Scope>> = permissions["answer.write"].roles;
  const prefixes = actor.grants.flatMap((grant) =>
    scopes[grant.role] === "delegated" &&
    grant.country === country &&
    (grant.roundId === undefined || grant.roundId === roundId)
      ? (grant.prefixes ?? [])
      : [],
  );
  return [...new Set(prefixes)];
}

/** Is a path of a section within what was delegated? A delegation may name the whole section. */
export function isDelegated(delegated: readonly string[] | null, section: string, path: string): boolean {
  return delegated === null || delegated.includes(section) || covers(delegated, path);
}

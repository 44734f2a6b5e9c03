import { and, asc, eq, gt, inArray, isNull, lte, or } from "drizzle-orm";
import type { Collection } from "../client";
import { grants, persons } from "../schema-people";

type Db = Pick<Collection, "select">;

/** Is this a demonstration? It has demo accounts, which live mode refuses; its releases are marked synthetic. */
export function hasDemoPersons(db: Db): boolean {
  return db.select({ id: persons.id }).from(persons).where(eq(persons.demo, true)).limit(1).get() !== undefined;
}

export type Publisher = { person: number; name: string; email: string; lang: "en" | "fr"; role: string };

/** People who may publish, or confirm a withdrawal, at an instant: by name, each once with her first role for it. */
export function publishers(db: Db, now: string): Publisher[] {
  const valid = and(lte(grants.from, now), or(isNull(grants.to), gt(grants.to, now)), isNull(persons.disabledAt));
  const rows = db
    .select({ person: persons.id, name: persons.name, email: persons.email, lang: persons.lang, role: grants.role })
    .from(grants)
    .innerJoin(persons, eq(persons.id, grants.person))
    .where(and(inArray(grants.role, ["reviewer", "editor"]), valid))
    .orderBy(asc(persons.name), asc(grants.role))
    .all();
  return rows.filter((row, at) => rows.findIndex((one) => one.person === row.person) === at);
}

/** Names of people by id, for the desk; never for the public. */
export function namesOf(db: Db, ids: readonly (number | null)[]): Map<number, string> {
  const wanted = ids.filter((id): id is number => id !== null);
  const rows = db.select({ id: persons.id, name: persons.name }).from(persons).where(inArray(persons.id, wanted)).all();
  return new Map(rows.map((row) => [row.id, row.name]));
}

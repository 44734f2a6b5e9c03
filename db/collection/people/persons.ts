import { asc, eq, inArray, sql } from "drizzle-orm";
import type { Lang } from "~/domain/dictionary/dictionary";
import type { Collection } from "../client";
import { countries } from "../schema";
import { passwords, persons, sessions } from "../schema-people";

export type Person = typeof persons.$inferSelect;
type Read = Pick<Collection, "select">;

/** The person of a mail address (lower case), or undefined. */
export function personByEmail(db: Read, email: string): Person | undefined {
  return db.select().from(persons).where(eq(persons.email, email)).get();
}

/** A person by number, or undefined. */
export function personById(db: Read, id: number): Person | undefined {
  return db.select().from(persons).where(eq(persons.id, id)).get();
}

/** Everybody, by name; names are for screens behind sign-in only. */
export function listPersons(db: Read): Person[] {
  return db.select().from(persons).orderBy(asc(persons.name)).all();
}

/** Name of each of these persons, for lines that name who did something. */
export function namesOf(db: Read, ids: readonly number[]): Map<number, string> {
  if (ids.length === 0) return new Map();
  const rows = db
    .select({ id: persons.id, name: persons.name })
    .from(persons)
    .where(inArray(persons.id, [...new Set(ids)]))
    .all();
  return new Map(rows.map((row) => [row.id, row.name]));
}

/** Writes a new person. @returns her number */
export function insertPerson(db: Pick<Collection, "insert">, person: Omit<Person, "id">): number {
  return Number(db.insert(persons).values(person).run().lastInsertRowid);
}

/** Disables a person at an instant, or enables her again (null). */
export function setDisabled(db: Pick<Collection, "update">, id: number, disabledAt: string | null): void {
  db.update(persons).set({ disabledAt }).where(eq(persons.id, id)).run();
}

/** Changes the language of mails and of the pages after sign-in. */
export function setLang(db: Pick<Collection, "update">, id: number, lang: Lang): void {
  db.update(persons).set({ lang }).where(eq(persons.id, id)).run();
}

/** Hash of a person's password; undefined when she has none yet. */
export function passwordOf(db: Read, person: number): string | undefined {
  return db.select({ hash: passwords.hash }).from(passwords).where(eq(passwords.person, person)).get()?.hash;
}

/** Writes a person's password hash, the first or a new one. */
export function savePassword(db: Pick<Collection, "insert">, person: number, hash: string, now: string): void {
  db.insert(passwords)
    .values({ person, hash, changedAt: now })
    .onConflictDoUpdate({ target: passwords.person, set: { hash, changedAt: now } })
    .run();
}

/** Instant of the last request of each person with a session, ended ones included. */
export function lastSeenOf(db: Read): Map<number, string> {
  const rows = db
    .select({ person: sessions.person, at: sql<string>`max(${sessions.seenAt})` })
    .from(sessions)
    .groupBy(sessions.person)
    .all();
  return new Map(rows.map((row) => [row.person, row.at]));
}

/** Names of the countries in a language, by code. */
export function countryNames(db: Read, lang: Lang): Map<string, string> {
  const name = lang === "fr" ? countries.nameFr : countries.nameEn;
  return new Map(
    db
      .select({ code: countries.code, name })
      .from(countries)
      .all()
      .map((row) => [row.code, row.name]),
  );
}

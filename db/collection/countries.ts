import { asc } from "drizzle-orm";
import { type Country, type CountryGroup, isWithin, type Membership } from "~/domain/dictionary/country";
import type { Collection } from "./client";
import { countries, countryGroups, memberships } from "./schema";

/** Every country and partner, in the order of code points of its code; screens sort by name in their language. */
export function listCountries(db: Pick<Collection, "select">): Country[] {
  const rows = db.select().from(countries).orderBy(asc(countries.code)).all();
  return rows.map((row) => ({ code: row.code, name: { en: row.nameEn, fr: row.nameFr }, footnote: row.footnote }));
}

/** One country, or undefined. */
export function findCountry(db: Pick<Collection, "select">, code: string): Country | undefined {
  return listCountries(db).find((country) => country.code === code);
}

/** Groups of countries in the order of screens. */
export function listGroups(db: Pick<Collection, "select">): CountryGroup[] {
  const rows = db.select().from(countryGroups).orderBy(asc(countryGroups.position)).all();
  return rows.map((row) => ({ code: row.code, name: { en: row.nameEn, fr: row.nameFr } }));
}

/** All memberships, former ones too. */
export function listMemberships(db: Pick<Collection, "select">): Membership[] {
  const rows = db.select().from(memberships).orderBy(asc(memberships.groupCode), asc(memberships.country)).all();
  return rows.map((row) => ({
    group: row.groupCode,
    country: row.country,
    from: row.from,
    to: row.to,
    source: row.source,
  }));
}

/**
 * Codes of the countries that belong to a group on a day, in order of code, each once.
 * @param day  ISO date; a release asks for its own date
 */
export function membersOf(db: Pick<Collection, "select">, group: string, day: string): string[] {
  const inside = listMemberships(db).filter((m) => m.group === group && isWithin(m, day));
  return [...new Set(inside.map((m) => m.country))].sort();
}

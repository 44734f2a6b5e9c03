import { and, eq, isNull } from "drizzle-orm";
import type { Dimension } from "~/domain/dictionary/dictionary";
import { checkChanges, checkEntries, mergeCodes } from "~/domain/dictionary/entries";
import { type DictionaryEntries, noEntries } from "~/domain/dictionary/parse";
import type { DictionaryProblem } from "~/domain/dictionary/problem";
import { canonicalJson } from "~/domain/observation/canonical";
import { type Deed, writeAudit } from "~db/collection/audit";
import type { Collection } from "~db/collection/client";
import { listCountries, listGroups } from "~db/collection/countries";
import { listEntries, readDictionary } from "~db/collection/dictionary";
import { countries, countryGroups, dictionaryEntries, memberships } from "~db/collection/schema";

export type DictionaryOutcome =
  | { added: number; changed: number; unchanged: number }
  | { problems: DictionaryProblem[] };

/**
 * Enters indicators, code lists, units, countries and memberships: at first start from `db/dictionary` (origin
 * `dictionary`), at publication from a questionnaire (origin `annual/1`).
 *
 * All or nothing: broken references and contradictions are named and nothing is entered. The same again changes nothing.
 * Codes join their list and are never removed; a questionnaire may not reword what stands, the project's files may;
 * nobody changes what makes the key of a series.
 * @param given  lists left out are empty; `origin` is written at each new entry
 */
export function enterDictionary(
  db: Collection,
  given: Partial<DictionaryEntries> & { origin: string },
  deed: Deed,
): DictionaryOutcome {
  const { origin, ...parts } = given;
  const entries: DictionaryEntries = { ...noEntries, ...parts };
  return db.transaction(() => enterWithin(db, entries, origin, deed), { behavior: "immediate" });
}

/** The same inside a transaction of the caller (publication of a questionnaire). */
export function enterWithin(db: Collection, entries: DictionaryEntries, origin: string, deed: Deed): DictionaryOutcome {
  const known = readDictionary(db);
  const places = {
    countries: new Set(listCountries(db).map((c) => c.code)),
    groups: new Set(listGroups(db).map((g) => g.code)),
  };
  const problems = [...checkEntries(entries, known, places), ...checkChanges(entries, known, origin === "dictionary")];
  if (problems.length > 0) return { problems };
  const counts = { added: 0, changed: 0, unchanged: 0 };
  enterRows(db, entries, { origin, now: deed.now }, counts);
  enterPlaces(db, entries, counts);
  if (counts.added + counts.changed > 0) {
    writeAudit(db, deed, { action: "dictionary.enter", subject: `dictionary/${origin}`, detail: counts });
  }
  return counts;
}

type Counts = { added: number; changed: number; unchanged: number };

function enterRows(
  db: Collection,
  entries: DictionaryEntries,
  origin: { origin: string; now: string },
  counts: Counts,
): void {
  const former = new Map(listEntries(db).map((row) => [`${row.kind} ${row.code}`, row]));
  const next = { unit: 0, dimension: 0, indicator: 0 };
  for (const row of former.values()) next[row.kind] = Math.max(next[row.kind], row.position + 1);
  const enter = (kind: keyof typeof next, code: string, body: object) => {
    const stands = former.get(`${kind} ${code}`);
    if (stands && canonicalJson(stands.body) === canonicalJson(body)) {
      counts.unchanged++;
      return;
    }
    counts[stands ? "changed" : "added"]++;
    const position = stands?.position ?? next[kind]++;
    db.insert(dictionaryEntries)
      .values({ kind, code, position, body, origin: stands?.origin ?? origin.origin, updatedAt: origin.now })
      .onConflictDoUpdate({
        target: [dictionaryEntries.kind, dictionaryEntries.code],
        set: { body, updatedAt: origin.now },
      })
      .run();
  };
  for (const unit of entries.units) enter("unit", unit.code, unit);
  for (const dimension of entries.dimensions) {
    const stands = former.get(`dimension ${dimension.id}`)?.body as Dimension | undefined;
    enter("dimension", dimension.id, { ...dimension, codes: mergeCodes(stands?.codes ?? [], dimension.codes) });
  }
  for (const indicator of entries.indicators) enter("indicator", indicator.code, indicator);
}

function enterPlaces(db: Collection, entries: DictionaryEntries, counts: Counts): void {
  const known = new Map(listCountries(db).map((country) => [country.code, country]));
  for (const country of entries.countries) {
    const stands = known.get(country.code);
    if (stands && canonicalJson(stands) === canonicalJson(country)) {
      counts.unchanged++;
      continue;
    }
    counts[stands ? "changed" : "added"]++;
    const row = { nameEn: country.name.en, nameFr: country.name.fr, footnote: country.footnote };
    db.insert(countries)
      .values({ code: country.code, ...row })
      .onConflictDoUpdate({ target: countries.code, set: row })
      .run();
  }
  const groups = new Map(listGroups(db).map((group, position) => [group.code, { ...group, position }]));
  for (const group of entries.groups) {
    const stands = groups.get(group.code);
    const same = stands && canonicalJson(stands.name) === canonicalJson(group.name);
    counts[same ? "unchanged" : stands ? "changed" : "added"]++;
    const row = { nameEn: group.name.en, nameFr: group.name.fr, position: stands?.position ?? groups.size };
    groups.set(group.code, { ...group, position: row.position });
    db.insert(countryGroups)
      .values({ code: group.code, ...row })
      .onConflictDoUpdate({ target: countryGroups.code, set: row })
      .run();
  }
  enterMemberships(db, entries, counts);
}

/** A membership is known by group, country and its first day; its last day and source may be learnt later. */
function enterMemberships(db: Collection, entries: DictionaryEntries, counts: Counts): void {
  for (const given of entries.memberships) {
    const stands = db
      .select()
      .from(memberships)
      .where(
        and(
          eq(memberships.groupCode, given.group),
          eq(memberships.country, given.country),
          given.from === null ? isNull(memberships.from) : eq(memberships.from, given.from),
        ),
      )
      .get();
    if (!stands) {
      counts.added++;
      const { group: groupCode, ...row } = given;
      db.insert(memberships)
        .values({ groupCode, ...row })
        .run();
    } else if (stands.to !== given.to || stands.source !== given.source) {
      counts.changed++;
      db.update(memberships).set({ to: given.to, source: given.source }).where(eq(memberships.id, stands.id)).run();
    } else counts.unchanged++;
  }
}

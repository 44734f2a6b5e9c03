import type { Lang } from "~/domain/dictionary/dictionary";
import { countryRoles, type Role, roles } from "~/domain/people/access";
import { type Refusal, refuse } from "~/domain/refusal";
import { people } from "~/i18n/people/people";
import { type PartChange, partMail } from "~/mail/templates";
import { type Deed, writeAudit } from "~db/collection/audit";
import type { Collection } from "~db/collection/client";
import { writeMail } from "~db/collection/outbox";
import { endGrant, grantById, grantLinesOf, insertGrant } from "~db/collection/people/grants";
import {
  countryNames,
  insertPerson,
  listPersons,
  type Person,
  personByEmail,
  personById,
  savePassword,
  setDisabled,
  setLang,
} from "~db/collection/people/persons";
import { endSessionsOf } from "~db/collection/people/sessions";

export type Part = { role: Role; country: string | null };
export type NewPerson = {
  email: string;
  name: string;
  organisation: string;
  lang: Lang;
  demo: boolean;
  parts: readonly Part[];
  passwordHash: string | null;
};

/**
 * Enters a person with her parts, without an invitation: for the seed of a demonstration.
 * @returns her number; refuses an address that has an account, and a part whose country does not fit
 */
export function addPerson(db: Collection, person: NewPerson, deed: Deed): number | Refusal {
  return db.transaction(
    (tx) => {
      if (personByEmail(tx, person.email)) return refuse("already-exists");
      if (!person.parts.every((part) => isPart(tx, part))) return refuse("bad-request");
      const { email, name, organisation, lang, demo } = person;
      const id = insertPerson(tx, { email, name, organisation, lang, demo, createdAt: deed.now, disabledAt: null });
      if (person.passwordHash !== null) savePassword(tx, id, person.passwordHash, deed.now);
      for (const part of person.parts) insertGrant(tx, { person: id, ...part, from: deed.now, to: null, by: deed.by });
      writeAudit(tx, deed, {
        action: "person.add",
        subject: `person/${id}`,
        detail: { roles: person.parts.map((part) => part.role), demo },
      });
      return id;
    },
    { behavior: "immediate" },
  );
}

/** Does the part fit? A part that speaks for a country names a known one, any other names none. */
export function isPart(db: Pick<Collection, "select">, part: Part): boolean {
  if (!roles.includes(part.role)) return false;
  if (!countryRoles.includes(part.role)) return part.country === null;
  return part.country !== null && countryNames(db, "en").has(part.country);
}

/**
 * Gives a person a part, from an instant until another (null = until further notice), and tells her by mail.
 * @returns the number of the grant; refuses a part whose country does not fit, dates the wrong way round and repeats
 */
export function grant(
  db: Collection,
  given: { person: number; role: Role; country: string | null; from: string; to: string | null },
  deed: Deed,
): number | Refusal {
  return db.transaction(
    (tx) => {
      const person = personById(tx, given.person);
      if (!person) return refuse("not-found");
      if (!isPart(tx, given)) return refuse("bad-request", { field: "country" });
      if (given.to !== null && given.to <= given.from) return refuse("bad-request", { field: "dates" });
      const same = grantLinesOf(tx, given.person).some(
        (line) =>
          line.role === given.role &&
          line.country === given.country &&
          (line.to === null || line.to > given.from) &&
          (given.to === null || line.from < given.to),
      );
      if (same) return refuse("already-exists");
      const id = insertGrant(tx, { ...given, by: deed.by });
      const from = given.from > deed.now ? given.from : null;
      tell(tx, person, { change: "added", from, until: given.to }, { ...given, now: deed.now });
      writeAudit(tx, deed, {
        action: "grant.add",
        subject: `person/${given.person}`,
        detail: { grant: id, role: given.role, country: given.country, from: given.from, to: given.to },
      });
      return id;
    },
    { behavior: "immediate" },
  );
}

/** Writes the mail about a part, in the person's language; a disabled account is told nothing. */
function tell(
  tx: Pick<Collection, "select" | "insert">,
  person: Person,
  change: PartChange,
  { role, country, now }: { role: string; country: string | null; now: string },
): void {
  if (person.disabledAt !== null) return;
  const name = country && (countryNames(tx, person.lang).get(country) ?? country);
  writeMail(tx, partMail(person, change, people[person.lang].roleOf(role, name)), now);
}

/**
 * Ends a grant now, and tells the person by mail. Nobody ends her own: the last admin could shut everybody out.
 * @returns the person it was of
 */
export function revokeGrant(db: Collection, id: number, deed: Deed): number | Refusal {
  return db.transaction(
    (tx) => {
      const line = grantById(tx, id);
      if (!line) return refuse("not-found");
      if (line.person === deed.by) return refuse("not-allowed", { reason: "self" });
      if (line.to !== null && line.to <= deed.now) return refuse("wrong-state");
      // A grant that has not begun yet never does.
      const neverBegan = line.from > deed.now;
      endGrant(tx, id, neverBegan ? line.from : deed.now);
      const person = personById(tx, line.person);
      if (person) tell(tx, person, { change: neverBegan ? "cancelled" : "ended" }, { ...line, now: deed.now });
      writeAudit(tx, deed, {
        action: "grant.end",
        subject: `person/${line.person}`,
        detail: { grant: id, role: line.role, country: line.country },
      });
      return line.person;
    },
    { behavior: "immediate" },
  );
}

/** Disables an account: its sessions end at once, what the person did stays. Nobody disables her own. */
export function disablePerson(db: Collection, person: number, deed: Deed): null | Refusal {
  return db.transaction(
    (tx) => {
      const found = personById(tx, person);
      if (!found) return refuse("not-found");
      if (person === deed.by) return refuse("not-allowed", { reason: "self" });
      if (found.disabledAt !== null) return refuse("wrong-state");
      setDisabled(tx, person, deed.now);
      const ended = endSessionsOf(tx, person, deed.now);
      writeAudit(tx, deed, { action: "person.disable", subject: `person/${person}`, detail: { ended } });
      return null;
    },
    { behavior: "immediate" },
  );
}

/** Lets a disabled account sign in again; sessions ended before stay ended. */
export function enablePerson(db: Collection, person: number, deed: Deed): null | Refusal {
  return db.transaction(
    (tx) => {
      const found = personById(tx, person);
      if (!found) return refuse("not-found");
      if (found.disabledAt === null) return refuse("wrong-state");
      setDisabled(tx, person, null);
      writeAudit(tx, deed, { action: "person.enable", subject: `person/${person}` });
      return null;
    },
    { behavior: "immediate" },
  );
}

/** Ends all sessions of a person. @returns how many ended */
export function endSessions(db: Collection, person: number, deed: Deed): number | Refusal {
  return db.transaction(
    (tx) => {
      if (!personById(tx, person)) return refuse("not-found");
      const ended = endSessionsOf(tx, person, deed.now);
      writeAudit(tx, deed, { action: "session.end", subject: `person/${person}`, detail: { ended } });
      return ended;
    },
    { behavior: "immediate" },
  );
}

/** Changes the language a person gets mail in and arrives in after sign-in. */
export function changeLanguage(db: Collection, lang: Lang, deed: Deed & { by: number }): void {
  db.transaction(
    (tx) => {
      setLang(tx, deed.by, lang);
      writeAudit(tx, deed, { action: "person.language", subject: `person/${deed.by}`, detail: { lang } });
    },
    { behavior: "immediate" },
  );
}

/** Writes one's own new password (its hash) and ends every other session. */
export function changePassword(
  db: Collection,
  change: { passwordHash: string; keepIdHash: string },
  deed: Deed & { by: number },
): void {
  db.transaction(
    (tx) => {
      savePassword(tx, deed.by, change.passwordHash, deed.now);
      const ended = endSessionsOf(tx, deed.by, deed.now, change.keepIdHash);
      writeAudit(tx, deed, { action: "password.change", subject: `person/${deed.by}`, detail: { ended } });
    },
    { behavior: "immediate" },
  );
}

/**
 * Ends the sessions of every demonstration account, once at a live start: data that began as a demonstration lets
 * nobody in with a password printed in the README. @returns how many accounts there are
 */
export function shutDemoOut(db: Collection, deed: Deed): number {
  return db.transaction(
    (tx) => {
      const demo = listPersons(tx).filter((person) => person.demo);
      const ended = demo.reduce((sum, person) => sum + endSessionsOf(tx, person.id, deed.now), 0);
      if (ended > 0) writeAudit(tx, deed, { action: "session.end", subject: "demo", detail: { ended } });
      return demo.length;
    },
    { behavior: "immediate" },
  );
}

import { isWriter, type Role } from "~/domain/people/access";
import { type Standing, standingOf } from "~/domain/people/session";
import { type Refusal, refuse } from "~/domain/refusal";
import { type Deed, writeAudit } from "~db/collection/audit";
import type { Collection } from "~db/collection/client";
import {
  type Budget,
  budgets,
  forgetTries,
  giveTryBack,
  isKnownBrowser,
  knowBrowser,
  takeTry,
} from "~db/collection/limits";
import { noteCounted } from "~db/collection/notes";
import { hasFactor } from "~db/collection/people/factors";
import { passwordOf, personByEmail, savePassword } from "~db/collection/people/persons";
import { endSession, endSessionsOf, grantsOf, startSession } from "~db/collection/people/sessions";

/** How this installation lets people in. */
export type DoorMode = { live: boolean; passwordOnly: boolean };

/** `browser` = hash of what a browser keeps from an earlier sign-in; null = nothing. */
export type Try = { email: string; address: string; browser: string | null };
export type Candidate = { person: number; demo: boolean };

/**
 * The budgets of a try: of the account and of the address; from a browser this account was signed in from before one of its
 * own, so that nobody else can lock it out.
 */
function budgetsOf(tx: Pick<Collection, "select">, { email, address, browser }: Try, now: string): [Budget, string][] {
  if (browser !== null && isKnownBrowser(tx, email, browser, now))
    return [[budgets.signInBrowser, `${email} ${browser}`]];
  return [
    [budgets.signInAddress, address],
    [budgets.signInAccount, email],
  ];
}

/**
 * Takes a try out of the budgets and finds whose password is asked.
 *
 * A try counts before the password is looked at, so that many at once cannot outrun the budget; what succeeds is given
 * back. The answer is the same for known, unknown and disabled accounts.
 * @returns `hash: null` when there is nobody to compare with; refuses `too-many` with the minutes to wait
 */
export function beginSignIn(
  db: Collection,
  asked: Try,
  mode: DoorMode,
  now: string,
): { candidate: Candidate | null; hash: string | null } | Refusal {
  return db.transaction(
    (tx) => {
      for (const [budget, whom] of budgetsOf(tx, asked, now)) {
        const wait = takeTry(tx, budget, whom, now);
        if (!wait) continue;
        const by = budget === budgets.signInAddress ? "address" : "account";
        noteCounted(db, { by: null, now }, { action: "sign-in.limited", subject: "sign-in", detail: { by } });
        return refuse("too-many", { minutes: wait.waitMinutes, by });
      }
      const person = personByEmail(tx, asked.email);
      if (!person || person.disabledAt !== null || (person.demo && mode.live)) return { candidate: null, hash: null };
      const { id, demo } = person;
      return { candidate: { person: id, demo }, hash: passwordOf(tx, id) ?? null };
    },
    { behavior: "immediate" },
  );
}

/** `standing` says what opens: everything she may, the second step, or the page where she enrols. */
export type SignedIn = { person: number; roles: Role[]; standing: Standing };

/**
 * Starts a session after the right password, or writes down that it was wrong.
 *
 * Who has a second factor, or must have one here, gets a session that is held until she has shown or enrolled it. A session
 * brought along (the cookie before sign-in) ends. The browser is remembered once she is in: a password alone is not she.
 * @param session.newHash  the password hashed at today's cost, when the kept hash was older
 */
export function completeSignIn(
  db: Collection,
  asked: Try & { candidate: Candidate | null; right: boolean },
  session: { idHash: string; device: string; formerIdHash: string | null; newHash: string | null },
  mode: DoorMode,
  now: string,
): SignedIn | Refusal {
  return db.transaction(
    (tx) => {
      const { candidate } = asked;
      if (candidate === null || !asked.right) {
        const subject = candidate ? `person/${candidate.person}` : "sign-in";
        noteCounted(db, { by: null, now }, { action: "sign-in.failed", subject });
        return refuse("wrong-credentials");
      }
      for (const [budget, whom] of budgetsOf(tx, asked, now)) {
        if (budget === budgets.signInAddress) giveTryBack(tx, budget, whom);
        else forgetTries(tx, budget, whom);
      }
      forgetTries(tx, budgets.signInAccount, asked.email);
      const { person } = candidate;
      const grants = grantsOf(db, person, now);
      if (grants.length === 0) {
        const refused = refuse("not-allowed", { reason: "no-part" });
        writeAudit(
          tx,
          { by: person, now },
          { action: "sign-in.refused", subject: `person/${person}`, detail: refused.detail ?? {} },
        );
        return refused;
      }
      if (session.formerIdHash) endSession(tx, session.formerIdHash, now);
      if (session.newHash) savePassword(tx, person, session.newHash, now);
      const standing = standingOf(
        { held: false, factor: null, hasFactor: hasFactor(tx, person) },
        needsMore({ grants }, mode),
      );
      const isIn = standing === "in";
      if (isIn && asked.browser !== null) knowBrowser(tx, asked.email, asked.browser, now);
      startSession(tx, { idHash: session.idHash, person, device: session.device, held: !isIn }, now);
      const subject = `person/${person}`;
      if (isIn) writeAudit(tx, { by: person, now }, { action: "sign-in", subject });
      else writeAudit(tx, { by: person, now }, { action: "sign-in.first-step", subject, detail: { standing } });
      return { person, roles: grants.map((grant) => grant.role), standing };
    },
    { behavior: "immediate" },
  );
}

/**
 * Must a person have a second factor? Whoever writes, on a live installation, unless it is a pilot and says so.
 * @source OWASP ASVS 5.0.0 §6.3.3
 */
export function needsMore(person: Parameters<typeof isWriter>[0], mode: DoorMode): boolean {
  return mode.live && !mode.passwordOnly && isWriter(person);
}

/** Ends the session somebody signs out of; a session that ended before is no error. */
export function signOut(db: Collection, session: { idHash: string }, deed: Deed): void {
  db.transaction(
    (tx) => {
      if (!endSession(tx, session.idHash, deed.now)) return;
      writeAudit(tx, deed, { action: "sign-out", subject: deed.by === null ? "sign-in" : `person/${deed.by}` });
    },
    { behavior: "immediate" },
  );
}

/** Ends sessions of one's own: one of them, or all but the one in use. @returns how many ended */
export function endOwnSessions(
  db: Collection,
  which: { only: string } | { butFor: string },
  ownIdHashes: readonly string[],
  deed: Deed & { by: number },
): number | Refusal {
  return db.transaction(
    (tx) => {
      if ("only" in which && !ownIdHashes.includes(which.only)) return refuse("not-found");
      const ended =
        "only" in which
          ? Number(endSession(tx, which.only, deed.now))
          : endSessionsOf(tx, deed.by, deed.now, which.butFor);
      writeAudit(tx, deed, { action: "session.end", subject: `person/${deed.by}`, detail: { ended } });
      return ended;
    },
    { behavior: "immediate" },
  );
}

import { type Factor, standingOf } from "~/domain/people/session";
import { type Refusal, refuse } from "~/domain/refusal";
import { totpStepOf } from "~/factors/totp";
import { factorMail } from "~/mail/templates";
import { writeAudit } from "~db/collection/audit";
import type { Collection } from "~db/collection/client";
import { budgets, forgetTries, knowBrowser, takeTry } from "~db/collection/limits";
import { writeMail } from "~db/collection/outbox";
import {
  confirmTotp,
  deletePasskey,
  deleteTotp,
  hasFactor,
  insertPasskey,
  type Passkey,
  passkeyById,
  passkeysOf,
  replaceRecoveryCodes,
  saveWaitingTotp,
  totpOf,
  waitingTotpOf,
} from "~db/collection/people/factors";
import {
  endSession,
  endSessionsOf,
  markProven,
  type Session,
  sessionOf,
  startSession,
} from "~db/collection/people/sessions";
import { type DoorMode, needsMore } from "../sign-in.server";
import type { NewSession } from "./steps.server";

/** Most passkeys a person may have. */
export const mostPasskeys = 10;

/** Who enrols: by her session, which may be held for that. */
export type Enrolling = { idHash: string; mode: DoorMode };

/** `session`: the session given was begun in place of the one she enrolled with; set its cookie. */
export type Enrolled = { session: boolean };

/** The session that may change second factors: one that is in, or led here to enrol. */
function enrolling(db: Collection, { idHash, mode }: Enrolling, now: string): Session | null {
  const session = sessionOf(db, idHash, now);
  if (session === null) return null;
  const standing = standingOf(session, needsMore(session.actor, mode));
  return standing === "in" || standing === "enrol" ? session : null;
}

/** Keeps the secret of a new app until its first code; it opens nothing before. One that is in use stays until then. */
export function beginTotp(db: Collection, by: Enrolling, secret: string, now: string): null | Refusal {
  return db.transaction(
    (tx) => {
      const session = enrolling(db, by, now);
      if (session === null) return refuse("not-signed-in");
      const { person } = session.actor;
      saveWaitingTotp(tx, person, secret, now);
      writeAudit(tx, { by: person, now }, { action: "factor.begin", subject: `person/${person}` });
      return null;
    },
    { behavior: "immediate" },
  );
}

/** Puts a new app into use by its first code. @returns refuses `wrong-credentials` for a wrong code, counted like others */
export function confirmApp(
  db: Collection,
  by: Enrolling,
  { code, session: next }: { code: string; session: NewSession },
  now: string,
): Enrolled | Refusal {
  return db.transaction(
    (tx) => {
      const session = enrolling(db, by, now);
      if (session === null) return refuse("not-signed-in");
      const { person } = session.actor;
      const waiting = waitingTotpOf(tx, person, now);
      if (!waiting) return refuse("wrong-state");
      const wait = takeTry(tx, budgets.factorPerson, `person/${person}`, now);
      if (wait) return refuse("too-many", { minutes: wait.waitMinutes });
      const step = totpStepOf(waiting.secret, code, now);
      if (step === null) return refuse("wrong-credentials");
      forgetTries(tx, budgets.factorPerson, `person/${person}`);
      const isFirst = !hasFactor(tx, person);
      confirmTotp(tx, waiting, step, now);
      return enrol(tx, { by, session, isFirst, factor: "totp", next }, now);
    },
    { behavior: "immediate" },
  );
}

/** Adds a passkey whose making was checked. */
export function addPasskey(
  db: Collection,
  by: Enrolling,
  { passkey, session: next }: { passkey: Omit<Passkey, "person" | "createdAt" | "usedAt">; session: NewSession },
  now: string,
): Enrolled | Refusal {
  return db.transaction(
    (tx) => {
      const session = enrolling(db, by, now);
      if (session === null) return refuse("not-signed-in");
      const { person } = session.actor;
      if (passkeyById(tx, passkey.id)) return refuse("already-exists");
      if (passkeysOf(tx, person).length >= mostPasskeys) return refuse("too-many");
      const isFirst = !hasFactor(tx, person);
      insertPasskey(tx, { ...passkey, person, createdAt: now, usedAt: null });
      return enrol(tx, { by, session, isFirst, factor: "passkey", next }, now);
    },
    { behavior: "immediate" },
  );
}

type Tx = Pick<Collection, "select" | "insert" | "update" | "delete">;
type Added = { by: Enrolling; session: Session; isFirst: boolean; factor: Factor; next: NewSession };

/** What follows a new factor: her session is in, all others end with the first one, mail, audit. */
function enrol(tx: Tx, { by, session, isFirst, factor, next }: Added, now: string): Enrolled {
  const { actor } = session;
  const { person } = actor;
  const isHeld = session.held || standingOf(session, needsMore(actor, by.mode)) === "enrol";
  if (isFirst) endSessionsOf(tx, person, now, by.idHash);
  if (isHeld) {
    endSession(tx, by.idHash, now);
    if (next.browser !== null) knowBrowser(tx, actor.email, next.browser, now);
    startSession(tx, { idHash: next.idHash, person, device: next.device, factor }, now);
  } else markProven(tx, by.idHash, factor, now);
  const deed = { by: person, now };
  writeAudit(tx, deed, { action: "factor.add", subject: `person/${person}`, detail: { factor } });
  if (isHeld) writeAudit(tx, deed, { action: "sign-in", subject: `person/${person}`, detail: { factor } });
  writeMail(tx, factorMail(actor, { change: "added", factor }), now);
  return { session: isHeld };
}

/**
 * Takes a second factor away. The last one of a person who must have one stays: she adds another first.
 * @param which  a passkey by its id, or the app
 */
export function removeFactor(
  db: Collection,
  by: Enrolling,
  which: "totp" | { passkey: string },
  now: string,
): null | Refusal {
  return db.transaction(
    (tx) => {
      const session = enrolling(db, by, now);
      if (session === null) return refuse("not-signed-in");
      const { actor } = session;
      const { person } = actor;
      const app = totpOf(tx, person);
      const keys = passkeysOf(tx, person);
      const known = which === "totp" ? app !== undefined : keys.some(({ id }) => id === which.passkey);
      if (!known) return refuse("not-found");
      const isLast = Number(app !== undefined) + keys.length === 1;
      if (isLast && needsMore(actor, by.mode)) return refuse("wrong-state", { reason: "last-factor" });
      if (which === "totp") deleteTotp(tx, person);
      else deletePasskey(tx, person, which.passkey);
      if (isLast) replaceRecoveryCodes(tx, person, [], now);
      const factor = which === "totp" ? "totp" : "passkey";
      writeAudit(tx, { by: person, now }, { action: "factor.remove", subject: `person/${person}`, detail: { factor } });
      writeMail(tx, factorMail(actor, { change: "removed", factor }), now);
      return null;
    },
    { behavior: "immediate" },
  );
}

/** Makes new recovery codes; the former ones are worth nothing from now on. Only for who has a second factor. */
export function renewRecoveryCodes(
  db: Collection,
  by: Enrolling,
  hashes: readonly string[],
  now: string,
): null | Refusal {
  return db.transaction(
    (tx) => {
      const session = enrolling(db, by, now);
      if (session === null) return refuse("not-signed-in");
      if (!session.hasFactor) return refuse("wrong-state");
      const { actor } = session;
      replaceRecoveryCodes(tx, actor.person, hashes, now);
      const subject = `person/${actor.person}`;
      writeAudit(tx, { by: actor.person, now }, { action: "factor.recovery-codes", subject });
      writeMail(tx, factorMail(actor, { change: "codes", factor: "recovery" }), now);
      return null;
    },
    { behavior: "immediate" },
  );
}

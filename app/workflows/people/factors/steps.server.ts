import type { Role } from "~/domain/people/access";
import { standingOf } from "~/domain/people/session";
import { isRefusal, type Refusal, refuse } from "~/domain/refusal";
import { writeAudit } from "~db/collection/audit";
import type { Collection } from "~db/collection/client";
import { knowBrowser } from "~db/collection/limits";
import { noteCounted } from "~db/collection/notes";
import { passkeyById } from "~db/collection/people/factors";
import { personById } from "~db/collection/people/persons";
import { endSession, grantsOf, markProven, sessionOf, startSession } from "~db/collection/people/sessions";
import { type DoorMode, needsMore, type SignedIn } from "../sign-in.server";
import { checkProof, type Proof, takePasskeyUse } from "./proofs.server";

/** The session a person gets, and the browser she comes with. */
export type NewSession = { idHash: string; device: string; browser: string | null };

/** The second step of a sign-in: shows the second factor to a held session, which ends; a new one begins. */
export function takeSecondStep(
  db: Collection,
  asked: { heldIdHash: string; proof: Proof },
  session: NewSession,
  now: string,
): SignedIn | Refusal {
  return db.transaction(
    (tx) => {
      const held = sessionOf(db, asked.heldIdHash, now);
      if (held === null || standingOf(held, false) !== "second-step") return refuse("not-signed-in");
      const { person, email, lang, name, grants } = held.actor;
      const factor = checkProof(db, tx, { person, email, lang, name, browser: session.browser }, asked.proof, now);
      if (isRefusal(factor)) return factor;
      if (factor === "password") return refuse("wrong-credentials");
      endSession(tx, asked.heldIdHash, now);
      if (session.browser !== null) knowBrowser(tx, email, session.browser, now);
      startSession(tx, { idHash: session.idHash, person, device: session.device, factor }, now);
      writeAudit(tx, { by: person, now }, { action: "sign-in", subject: `person/${person}`, detail: { factor } });
      return { person, roles: rolesOf(grants), standing: "in" };
    },
    { behavior: "immediate" },
  );
}

/**
 * Signs in by a passkey alone: it stands for both factors, since the authenticator has verified its user.
 * @param asked  a passkey whose signature was checked; null = it was wrong, or there is none of that id
 * @source OWASP ASVS 5.0.0 §6.3.3
 */
export function signInByPasskey(
  db: Collection,
  asked: { id: string; counter: number } | null,
  session: NewSession & { formerIdHash: string | null },
  mode: DoorMode,
  now: string,
): SignedIn | Refusal {
  return db.transaction(
    (tx) => {
      const known = asked === null ? undefined : passkeyById(tx, asked.id);
      const person = known && personById(tx, known.person);
      const isIn = person !== undefined && person.disabledAt === null && !(person.demo && mode.live);
      if (asked === null || !known || !isIn || !takePasskeyUse(tx, known, asked.counter, now)) {
        const detail = { by: "passkey" };
        noteCounted(db, { by: null, now }, { action: "sign-in.failed", subject: "sign-in", detail });
        return refuse("wrong-credentials");
      }
      const grants = grantsOf(db, person.id, now);
      if (grants.length === 0) return refuse("not-allowed", { reason: "no-part" });
      if (session.formerIdHash) endSession(tx, session.formerIdHash, now);
      if (session.browser !== null) knowBrowser(tx, person.email, session.browser, now);
      startSession(tx, { idHash: session.idHash, person: person.id, device: session.device, factor: "passkey" }, now);
      const subject = `person/${person.id}`;
      writeAudit(tx, { by: person.id, now }, { action: "sign-in", subject, detail: { factor: "passkey" } });
      return { person: person.id, roles: rolesOf(grants), standing: "in" };
    },
    { behavior: "immediate" },
  );
}

/** Proves again who she is, before an act that wants it fresh: by her second factor, by her password where she has none. */
export function proveAgain(
  db: Collection,
  asked: { idHash: string; proof: Proof; browser: string | null },
  mode: DoorMode,
  now: string,
): null | Refusal {
  return db.transaction(
    (tx) => {
      const session = sessionOf(db, asked.idHash, now);
      if (session === null || standingOf(session, needsMore(session.actor, mode)) !== "in")
        return refuse("not-signed-in");
      const { person, email, lang, name } = session.actor;
      const shown = checkProof(db, tx, { person, email, lang, name, browser: asked.browser }, asked.proof, now);
      if (isRefusal(shown)) return shown;
      if (shown === "password" && session.hasFactor) return refuse("wrong-credentials");
      markProven(tx, asked.idHash, shown === "password" ? null : shown, now);
      writeAudit(
        tx,
        { by: person, now },
        { action: "factor.again", subject: `person/${person}`, detail: { by: shown } },
      );
      return null;
    },
    { behavior: "immediate" },
  );
}

function rolesOf(grants: readonly { role: Role }[]): Role[] {
  return grants.map(({ role }) => role);
}

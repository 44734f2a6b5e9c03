import { countryRoles } from "~/domain/people/access";
import { standingOf } from "~/domain/people/session";
import { type Refusal, refuse } from "~/domain/refusal";
import { type Deed, writeAudit } from "~db/collection/audit";
import type { Collection } from "~db/collection/client";
import { knowBrowser } from "~db/collection/limits";
import { noteCounted } from "~db/collection/notes";
import { hasFactor } from "~db/collection/people/factors";
import {
  bindIdentity,
  type Identity,
  identityOf,
  saveIdentityUse,
  unbindIdentity,
} from "~db/collection/people/identities";
import { personByEmail, personById } from "~db/collection/people/persons";
import { endSession, grantsOf, startSession } from "~db/collection/people/sessions";
import type { NewSession } from "./factors/steps.server";
import { type DoorMode, needsMore, type SignedIn } from "./sign-in.server";

type Named = Pick<Identity, "issuer" | "subject">;

/** Single sign-on is the secretariat's: whoever has a role that speaks for no country. */
function isOfSecretariat(db: Collection, person: number, now: string): boolean {
  return grantsOf(db, person, now).some(({ role }) => !countryRoles.includes(role));
}

/**
 * Binds the account of another house to a person of the secretariat, on the host itself. Nobody is ever made by signing in.
 * @returns her number; refuses an unknown person, one of a country, and an account bound to somebody else
 * @source OWASP ASVS 5.0.0 §6.8.1 (issuer and subject, never a mail address); facts/auth.md §1
 */
export function bindAccount(db: Collection, asked: Named & { email: string }, deed: Deed): number | Refusal {
  return db.transaction(
    (tx) => {
      const person = personByEmail(tx, asked.email);
      if (!person || !isOfSecretariat(db, person.id, deed.now)) return refuse("not-found");
      const { issuer, subject } = asked;
      const bound = identityOf(tx, { issuer, subject });
      if (bound && bound.person !== person.id) return refuse("already-exists");
      bindIdentity(tx, { issuer, subject, person: person.id, createdAt: deed.now });
      writeAudit(tx, deed, { action: "identity.bind", subject: `person/${person.id}` });
      return person.id;
    },
    { behavior: "immediate" },
  );
}

/** Takes the account of another house from a person. @returns refuses when she has none of this issuer */
export function unbindAccount(db: Collection, asked: { issuer: string; email: string }, deed: Deed): number | Refusal {
  return db.transaction(
    (tx) => {
      const person = personByEmail(tx, asked.email);
      if (!person || !unbindIdentity(tx, { issuer: asked.issuer, person: person.id })) return refuse("not-found");
      writeAudit(tx, deed, { action: "identity.unbind", subject: `person/${person.id}` });
      return person.id;
    },
    { behavior: "immediate" },
  );
}

/**
 * Begins a session for an account whose ID token was checked: it stands for the password, not for the second factor, which is
 * asked as ever. An account bound to nobody, and one of a disabled person or a country, gets the same answer.
 */
export function signInByIdentity(
  db: Collection,
  identity: Named,
  session: NewSession & { formerIdHash: string | null },
  mode: DoorMode,
  now: string,
): SignedIn | Refusal {
  return db.transaction(
    (tx) => {
      const known = identityOf(tx, identity);
      const person = known && personById(tx, known.person);
      const isIn = person !== undefined && person.disabledAt === null && !(person.demo && mode.live);
      if (!isIn || !isOfSecretariat(db, person.id, now)) {
        const detail = { by: "oidc" };
        noteCounted(db, { by: null, now }, { action: "sign-in.failed", subject: "sign-in", detail });
        return refuse("wrong-credentials");
      }
      const grants = grantsOf(db, person.id, now);
      const standing = standingOf(
        { held: false, factor: null, hasFactor: hasFactor(tx, person.id) },
        needsMore({ grants }, mode),
      );
      const held = standing !== "in";
      saveIdentityUse(tx, identity, now);
      if (session.formerIdHash) endSession(tx, session.formerIdHash, now);
      if (!held && session.browser !== null) knowBrowser(tx, person.email, session.browser, now);
      startSession(tx, { idHash: session.idHash, person: person.id, device: session.device, held }, now);
      const [deed, subject, detail] = [{ by: person.id, now }, `person/${person.id}`, { by: "oidc" }];
      if (held) writeAudit(tx, deed, { action: "sign-in.first-step", subject, detail: { ...detail, standing } });
      else writeAudit(tx, deed, { action: "sign-in", subject, detail });
      return { person: person.id, roles: grants.map(({ role }) => role), standing };
    },
    { behavior: "immediate" },
  );
}

import type { Lang } from "~/domain/dictionary/dictionary";
import { type Actor, invitableRoles, type Role } from "~/domain/people/access";
import { isRefusal, type Refusal, refuse } from "~/domain/refusal";
import { notMeMail } from "~/mail/templates";
import { type Deed, writeAudit } from "~db/collection/audit";
import type { Collection } from "~db/collection/client";
import { addMinutes } from "~db/collection/instant";
import { budgets, takeTry } from "~db/collection/limits";
import { type Mail, writeMail } from "~db/collection/outbox";
import { insertGrant } from "~db/collection/people/grants";
import {
  consumeInvitation,
  type Invitation,
  insertInvitation,
  invitationByHash,
  invitationById,
  openInvitations,
  withdrawInvitation,
} from "~db/collection/people/invitations";
import { insertPerson, personByEmail, personById, savePassword } from "~db/collection/people/persons";
import { grantsOf, startSession } from "~db/collection/people/sessions";
import { addDelegations, refusedDelegation } from "./delegations.server";
import { isPart } from "./people.server";
import { type DoorMode, needsMore } from "./sign-in.server";

/** An invitation lives seven days: it activates an account, it is no second way to sign in. The host's own: half an hour. */
const lifeMinutes = { invitation: 7 * 24 * 60, host: 30 } as const;

export type Invited = {
  email: string;
  name: string;
  organisation: string;
  lang: Lang;
  role: Role;
  country: string | null;
  delegation: { round: string; prefixes: string[] } | null;
};

/** Until when an invitation written at an instant can be taken. */
export function invitationEnd(now: string): string {
  return addMinutes(now, lifeMinutes.invitation);
}

/**
 * Invites a person: a single-use link and its mail, in one transaction.
 *
 * A focal point invites contributors of her own country; an admin gives every part. An older invitation of the same
 * address to the same part is withdrawn, so that only the last link works. Whether the address has an account already
 * changes nothing here: the answer is the same.
 * @param link.tokenHash  SHA-256 of the secret; the secret stands in the mail only
 */
export function invite(
  db: Collection,
  { actor, invited, link }: { actor: Actor; invited: Invited; link: { tokenHash: string; mail: Mail } },
  now: string,
): number | Refusal {
  const deed = { by: actor.person, now };
  return db.transaction(
    (tx) => {
      const refused = refusedInvitation(tx, actor, invited, now);
      if (refused) return refused;
      const isAdmin = actor.grants.some(({ role }) => role === "admin");
      const budget = isAdmin ? budgets.inviteByAdmin : budgets.inviteBy;
      const wait = takeTry(tx, budget, `person/${actor.person}`, now);
      if (wait) return refuse("too-many", { minutes: wait.waitMinutes });
      writeMail(tx, link.mail, now);
      return writeInvitation(tx, invited, { tokenHash: link.tokenHash, expiresAt: invitationEnd(now) }, deed);
    },
    { behavior: "immediate" },
  );
}

function refusedInvitation(
  tx: Pick<Collection, "select" | "insert">,
  actor: Actor,
  invited: Invited,
  now: string,
): Refusal | null {
  if (!isPart(tx, invited)) return refuse("bad-request", { field: "country" });
  if (!invitableRoles(actor, invited.country).includes(invited.role)) return refuse("not-allowed");
  if (invited.delegation === null) return null;
  if (invited.role !== "contributor" || invited.country === null) return refuse("bad-request", { field: "sections" });
  const { round, prefixes } = invited.delegation;
  return refusedDelegation(tx, { round, country: invited.country, prefixes }, now);
}

/** Writes the link for a first admin, asked for on the host itself: no mail, half an hour. */
export function inviteAdmin(
  db: Collection,
  invited: Pick<Invited, "email" | "name" | "organisation" | "lang">,
  tokenHash: string,
  now: string,
): number {
  return db.transaction(
    (tx) =>
      writeInvitation(
        tx,
        { ...invited, role: "admin", country: null, delegation: null },
        { tokenHash, expiresAt: addMinutes(now, lifeMinutes.host) },
        { by: null, now },
      ),
    { behavior: "immediate" },
  );
}

function writeInvitation(
  tx: Pick<Collection, "select" | "insert" | "update">,
  invited: Invited,
  link: { tokenHash: string; expiresAt: string },
  deed: Deed,
): number {
  const { email, role, country } = invited;
  for (const former of openInvitations(tx, deed.now)) {
    if (former.email === email && former.role === role && former.country === country)
      withdrawInvitation(tx, former.id, deed.now);
  }
  const id = insertInvitation(tx, { ...invited, ...link, kind: "invitation", by: deed.by, createdAt: deed.now });
  writeAudit(tx, deed, { action: "invitation.send", subject: `invitation/${id}`, detail: { role, country } });
  return id;
}

/**
 * Looks at a link without using it: mail scanners open links. Says why it cannot be taken any more.
 * @param tokenHash  null = the link came without its whole secret
 */
export function lookAtLink(
  db: Pick<Collection, "select">,
  kind: Invitation["kind"],
  tokenHash: string | null,
  now: string,
): Invitation | Refusal {
  if (tokenHash === null) return refuse("not-found", { reason: "cut" });
  const link = invitationByHash(db, tokenHash);
  if (!link || link.kind !== kind) return refuse("not-found");
  if (link.usedAt !== null) return refuse("link-used");
  if (link.revokedAt !== null) return refuse("gone");
  return link.expiresAt <= now ? refuse("link-expired") : link;
}

/** Takes a try out of an address's budget for a link that is none: right links cost nothing. @returns is it used up? */
export function wrongLink(db: Collection, address: string, now: string): boolean {
  return db.transaction((tx) => takeTry(tx, budgets.linkAddress, address, now), { behavior: "immediate" }) !== null;
}

/** `session`: she is in; else, with a new account, her session is held until she has enrolled a second factor. */
export type Accepted = { person: number; role: Role; lang: Lang; session: boolean };

/** Password hash and first session of a new account. */
export type Opening = { passwordHash: string; idHash: string; device: string };

/**
 * Takes an invitation: opens the account (with its first session) or adds the part to the account of that address.
 *
 * On an installation that does not let writers in by a password alone its first session is held until she has enrolled a
 * second factor.
 * A known account gets neither a session nor a password by an invitation, and its part only when its owner has shown that
 * it is she: scanners of mail press buttons. Refused when whoever invited may not invite to this part any more.
 * @param taker  what opens a new account; or whose account it is, by her session or her password; null = nobody showed
 */
export function acceptInvitation(
  db: Collection,
  tokenHash: string | null,
  taker: Opening | { person: number } | null,
  mode: DoorMode,
  now: string,
): Accepted | Refusal {
  return db.transaction(
    (tx) => {
      const link = lookAtLink(tx, "invitation", tokenHash, now);
      if (isRefusal(link)) return link;
      const part = partOf(link);
      if (!part || (link.by !== null && !mayStillInvite(db, link.by, part, now))) return refuse("gone");
      const known = personByEmail(tx, link.email);
      if (known && known.disabledAt !== null) return refuse("gone");
      const opening = taker !== null && "passwordHash" in taker ? taker : null;
      if (!known && opening === null) return refuse("bad-request", { field: "password" });
      if (known && (taker === null || !("person" in taker) || taker.person !== known.id))
        return refuse("wrong-credentials");
      if (!consumeInvitation(tx, link.id, now)) return refuse("link-used");
      const { email, name, organisation, lang } = link;
      const id =
        known?.id ??
        insertPerson(tx, { email, name, organisation, lang, createdAt: now, disabledAt: null, demo: false });
      const had = known
        ? grantsOf(db, id, now).some((grant) => grant.role === part.role && grant.country === part.country)
        : false;
      if (!had) insertGrant(tx, { person: id, ...part, from: now, to: null, by: link.by });
      if (link.delegation && part.country !== null) {
        const { round, prefixes } = link.delegation;
        addDelegations(tx, { round, country: part.country, person: id }, prefixes, { by: link.by, now });
      }
      const letIn = !known && !needsMore({ grants: grantsOf(db, id, now) }, mode);
      if (!known && opening) {
        savePassword(tx, id, opening.passwordHash, now);
        startSession(tx, { idHash: opening.idHash, person: id, device: opening.device, held: !letIn }, now);
      }
      writeAudit(
        tx,
        { by: id, now },
        { action: "invitation.accept", subject: `invitation/${link.id}`, detail: { person: id, role: part.role } },
      );
      return { person: id, role: part.role, lang, session: letIn };
    },
    { behavior: "immediate" },
  );
}

function partOf(link: Invitation): { role: Role; country: string | null } | null {
  const all = invitableRoles({ grants: [{ role: "admin", country: null }] }, link.country);
  const role = all.find((one) => one === link.role);
  return role ? { role, country: link.country } : null;
}

function mayStillInvite(
  db: Collection,
  by: number,
  part: { role: Role; country: string | null },
  now: string,
): boolean {
  if (personById(db, by)?.disabledAt !== null) return false;
  return invitableRoles({ grants: grantsOf(db, by, now) }, part.country).includes(part.role);
}

/**
 * "This is not me": makes the link useless, leaves a trace and tells whoever sent it.
 * @param confirmed  the address the invitation went to, typed by hand: a scanner presses buttons and types nothing
 */
export function declineInvitation(
  db: Collection,
  tokenHash: string | null,
  confirmed: string | null,
  now: string,
): null | Refusal {
  return db.transaction(
    (tx) => {
      const link = lookAtLink(tx, "invitation", tokenHash, now);
      if (isRefusal(link)) return link;
      if (confirmed !== link.email) return refuse("bad-request", { field: "confirm" });
      withdrawInvitation(tx, link.id, now);
      const sender = link.by === null ? undefined : personById(tx, link.by);
      if (sender && sender.disabledAt === null) writeMail(tx, notMeMail(sender, link), now);
      writeAudit(tx, { by: null, now }, { action: "invitation.not-me", subject: `invitation/${link.id}` });
      return null;
    },
    { behavior: "immediate" },
  );
}

/** Withdraws an invitation that was not taken yet. The caller has decided that the person may, by its country. */
export function revokeInvitation(db: Collection, id: number, deed: Deed): null | Refusal {
  return db.transaction(
    (tx) => {
      if (invitationById(tx, id)?.kind !== "invitation") return refuse("not-found");
      if (!withdrawInvitation(tx, id, deed.now)) return refuse("wrong-state");
      writeAudit(tx, deed, { action: "invitation.withdraw", subject: `invitation/${id}` });
      return null;
    },
    { behavior: "immediate" },
  );
}

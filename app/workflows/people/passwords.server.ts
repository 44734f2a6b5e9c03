import { isRefusal, type Refusal, refuse } from "~/domain/refusal";
import { writeAudit } from "~db/collection/audit";
import type { Collection } from "~db/collection/client";
import { addMinutes } from "~db/collection/instant";
import { budgets, forgetTries, takeTry } from "~db/collection/limits";
import { type Mail, writeMail } from "~db/collection/outbox";
import { consumeInvitation, insertInvitation, withdrawPasswordLinks } from "~db/collection/people/invitations";
import { type Person, personByEmail, savePassword } from "~db/collection/people/persons";
import { endSessionsOf } from "~db/collection/people/sessions";
import { lookAtLink } from "./invitations.server";

/**
 * A link for a new password lives four hours: a mail may be held up for one, and its reader be at lunch. The host's own,
 * printed for somebody who stands there: half an hour. It recovers an account and signs nobody in: the second factor is
 * still asked.
 * @source NIST SP 800-63B-4 §4.2 (recovery codes by mail: 24 hours at most); OWASP ASVS 5.0.0 §6.4.3
 */
const lifeMinutes = { mail: 4 * 60, host: 30 } as const;

/**
 * Asks for a link for a new password. The answer is the same whether the address has an account or not.
 *
 * At most three links an hour for an address; a fourth is refused for every address alike. Only the last link works.
 * @param asked.mail  writes the mail for the person found
 * @returns null, or `too-many` with the minutes to wait, `by` the address of the network or the `account`
 */
export function askNewPassword(
  db: Collection,
  asked: { email: string; address: string; tokenHash: string; live: boolean; mail: (to: Person) => Mail },
  now: string,
): null | Refusal {
  return db.transaction(
    (tx) => {
      const byAddress = takeTry(tx, budgets.passwordAddress, asked.address, now);
      if (byAddress) return refuse("too-many", { minutes: byAddress.waitMinutes, by: "address" });
      const byAccount = takeTry(tx, budgets.passwordAccount, asked.email, now);
      if (byAccount) return refuse("too-many", { minutes: byAccount.waitMinutes, by: "account" });
      const person = personByEmail(tx, asked.email);
      if (!person || person.disabledAt !== null || (person.demo && asked.live)) return null;
      writeLink(tx, person, { tokenHash: asked.tokenHash, life: lifeMinutes.mail, asked: "anybody" }, now);
      writeMail(tx, asked.mail(person), now);
      return null;
    },
    { behavior: "immediate" },
  );
}

/**
 * Writes a link for a new password on the host itself, for a person who stands there: no mail, half an hour. Who runs the
 * machine may do that; no administrator of the pages can.
 */
export function askNewPasswordOnHost(db: Collection, email: string, tokenHash: string, now: string): null | Refusal {
  return db.transaction(
    (tx) => {
      const person = personByEmail(tx, email);
      if (!person || person.disabledAt !== null) return refuse("not-found");
      writeLink(tx, person, { tokenHash, life: lifeMinutes.host, asked: "host" }, now);
      return null;
    },
    { behavior: "immediate" },
  );
}

function writeLink(
  tx: Pick<Collection, "select" | "insert" | "update">,
  person: Person,
  link: { tokenHash: string; life: number; asked: "anybody" | "host" },
  now: string,
): void {
  withdrawPasswordLinks(tx, person.email, now);
  const { email, name, organisation, lang } = person;
  const id = insertInvitation(tx, {
    tokenHash: link.tokenHash,
    createdAt: now,
    expiresAt: addMinutes(now, link.life),
    by: null,
    kind: "password",
    email,
    name,
    organisation,
    lang,
    role: null,
    country: null,
    delegation: null,
  });
  const detail = { link: id, asked: link.asked };
  writeAudit(tx, { by: null, now }, { action: "password.ask", subject: `person/${person.id}`, detail });
}

/**
 * Sets a new password by a link: uses the link, ends every session, tells the person by mail and at her next sign-in.
 *
 * The audit names nobody as the one who did it: a link shows who has it, not who she is.
 */
export function setPasswordByLink(
  db: Collection,
  given: { tokenHash: string | null; passwordHash: string; mail: (to: Person) => Mail },
  now: string,
): null | Refusal {
  return db.transaction(
    (tx) => {
      const link = lookAtLink(tx, "password", given.tokenHash, now);
      if (isRefusal(link)) return link;
      const person = personByEmail(tx, link.email);
      if (!person || person.disabledAt !== null) return refuse("gone");
      if (!consumeInvitation(tx, link.id, now)) return refuse("link-used");
      savePassword(tx, person.id, given.passwordHash, now);
      forgetTries(tx, budgets.signInAccount, person.email);
      const ended = endSessionsOf(tx, person.id, now);
      writeMail(tx, given.mail(person), now);
      writeAudit(
        tx,
        { by: null, now },
        { action: "password.set", subject: `person/${person.id}`, detail: { link: link.id, ended } },
      );
      return null;
    },
    { behavior: "immediate" },
  );
}

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

/** A link for a new password lives ten minutes. @source OWASP ASVS 5.0.0 §6.5.5, facts/auth.md §1 */
const lifeMinutes = 10;

/**
 * Asks for a link for a new password. The answer is the same whether the address has an account or not.
 *
 * At most three mails an hour for an account; more are silently not sent. Only the last link works.
 * @param asked.mail  writes the mail for the person found
 * @returns null always, but for an address (of the network) that asks too often
 */
export function askNewPassword(
  db: Collection,
  asked: { email: string; address: string; tokenHash: string; live: boolean; mail: (to: Person) => Mail },
  now: string,
): null | Refusal {
  return db.transaction(
    (tx) => {
      const byAddress = takeTry(tx, budgets.passwordAddress, asked.address, now);
      if (byAddress) return refuse("too-many", { minutes: byAddress.waitMinutes });
      const tooOften = takeTry(tx, budgets.passwordAccount, asked.email, now) !== null;
      const person = personByEmail(tx, asked.email);
      if (tooOften || !person || person.disabledAt !== null || (person.demo && asked.live)) return null;
      withdrawPasswordLinks(tx, person.email, now);
      const { email, name, organisation, lang } = person;
      const link = { tokenHash: asked.tokenHash, createdAt: now, expiresAt: addMinutes(now, lifeMinutes), by: null };
      insertInvitation(tx, {
        ...link,
        kind: "password",
        email,
        name,
        organisation,
        lang,
        role: null,
        country: null,
        delegation: null,
      });
      writeMail(tx, asked.mail(person), now);
      writeAudit(tx, { by: null, now }, { action: "password.ask", subject: `person/${person.id}` });
      return null;
    },
    { behavior: "immediate" },
  );
}

/** Sets a new password by a link: uses the link, ends every session, tells the person by mail. */
export function setPasswordByLink(
  db: Collection,
  given: { tokenHash: string; passwordHash: string; mail: (to: Person) => Mail },
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
        { by: person.id, now },
        { action: "password.set", subject: `person/${person.id}`, detail: { ended } },
      );
      return null;
    },
    { behavior: "immediate" },
  );
}

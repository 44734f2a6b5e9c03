import { parseEmail, parseLine } from "~/domain/people/person";
import { parseLang } from "~/i18n/messages";
import { linkTo } from "~/mail/templates";
import { newSecret, secretHash } from "~/session.server";
import { inviteAdmin } from "~/workflows/people/invitations.server";
import { askNewPasswordOnHost } from "~/workflows/people/passwords.server";
import { personByEmail } from "~db/collection/people/persons";
import type { Command } from "./command";

/** `admin:create EMAIL --name "NAME"`: prints a link for a first admin; there is no account that exists by default. */
export const createAdmin: Command = {
  name: "admin:create",
  usage:
    'admin:create EMAIL --name "NAME" [--lang en|fr]   prints a link, good for 30 minutes, that opens an admin account',
  run(args, { db, env, out, now }) {
    const option = (name: string) => (args.includes(name) ? args[args.indexOf(name) + 1] : undefined);
    const email = parseEmail(args[0]);
    const name = parseLine(option("--name"), 120);
    const lang = parseLang(option("--lang") ?? "en");
    if (email === null || name === null || lang === null) {
      out(this.usage);
      return 2;
    }
    const secret = newSecret();
    inviteAdmin(db, { email, name, organisation: "Secretariat", lang }, secretHash(secret), now);
    const known = personByEmail(db, email) !== undefined;
    out(
      known
        ? `${email} has an account; this link adds the part of admin to it:`
        : `Open this address within 30 minutes, once:`,
    );
    out(linkTo(env.APP_ORIGIN, lang, "invite", secret));
    return 0;
  },
};

/** `password:link EMAIL`: for a person who stands at the machine, where no mail reaches her. */
export const passwordLink: Command = {
  name: "password:link",
  usage:
    "password:link EMAIL   prints a link, good for 30 minutes, by which the owner of the account sets a new password",
  run(args, { db, env, out, now }) {
    const email = parseEmail(args[0]);
    if (email === null) {
      out(this.usage);
      return 2;
    }
    const secret = newSecret();
    if (askNewPasswordOnHost(db, email, secretHash(secret), now) !== null) {
      out(`${email} has no account, or a disabled one`);
      return 1;
    }
    out(
      "Only for the owner of the account, who is here. Open this address within 30 minutes, once; the audit names it:",
    );
    out(linkTo(env.APP_ORIGIN, personByEmail(db, email)?.lang ?? "en", "password", secret));
    return 0;
  },
};

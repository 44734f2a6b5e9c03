import { parseEmail, parseLine } from "~/domain/people/person";
import { parseLang } from "~/i18n/messages";
import { linkTo } from "~/mail/templates";
import { newSecret, secretHash } from "~/session.server";
import { inviteAdmin } from "~/workflows/people/invitations.server";
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

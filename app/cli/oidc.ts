import { parseEmail } from "~/domain/people/person";
import { isRefusal } from "~/domain/refusal";
import { bindAccount, unbindAccount } from "~/workflows/people/identities.server";
import type { Command } from "./command";

/** `oidc:bind EMAIL SUBJECT`: the account of the provider of the settings belongs to this person of the secretariat. */
const bind: Command = {
  name: "oidc:bind",
  usage: "oidc:bind EMAIL SUBJECT   lets a person of the secretariat sign in by her account at OIDC_ISSUER",
  run([address, subject], { db, env, out, now }) {
    const email = parseEmail(address);
    const issuer = env.OIDC_ISSUER;
    if (email === null || subject === undefined || subject.length > 255 || issuer === undefined) {
      out(issuer === undefined ? "OIDC_ISSUER is not set" : this.usage);
      return 2;
    }
    const outcome = bindAccount(db, { issuer, subject, email }, { by: null, now });
    if (!isRefusal(outcome)) out(`${email} signs in by ${subject} at ${issuer}`);
    else
      out(
        outcome.refusal === "already-exists"
          ? `${subject} belongs to somebody else`
          : `${email} is nobody of the secretariat`,
      );
    return isRefusal(outcome) ? 1 : 0;
  },
};

/** `oidc:unbind EMAIL`: takes it back. */
const unbind: Command = {
  name: "oidc:unbind",
  usage: "oidc:unbind EMAIL   takes that back",
  run([address], { db, env, out, now }) {
    const email = parseEmail(address);
    const issuer = env.OIDC_ISSUER;
    if (email === null || issuer === undefined) {
      out(issuer === undefined ? "OIDC_ISSUER is not set" : this.usage);
      return 2;
    }
    const outcome = unbindAccount(db, { issuer, email }, { by: null, now });
    out(isRefusal(outcome) ? `${email} has no account at ${issuer}` : `${email} no longer signs in by ${issuer}`);
    return isRefusal(outcome) ? 1 : 0;
  },
};

export const commands: Command[] = [bind, unbind];

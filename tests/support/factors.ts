import { Secret, TOTP } from "otpauth";
import { isRefusal } from "~/domain/refusal";
import { newTotpSecret } from "~/factors/totp";
import { secretHash, sessionIdHash } from "~/session.server";
import { beginTotp, confirmApp } from "~/workflows/people/factors/factors.server";
import type { Collection } from "~db/collection/client";
import { cookieOf, origin } from "./people";

const demo = { live: false, passwordOnly: false };

/** The code an app shows at an instant. */
export function appCode(secret: string, at: string): string {
  return new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp: Date.parse(at) });
}

/**
 * Gives a person an authenticator app, as the pages do.
 * @param at  instant; the code of its time step is spent
 * @returns the secret in the app, and the cookie of the session she did it in
 */
export function withApp(
  db: Collection,
  who: number,
  at = new Date().toISOString(),
): { secret: string; cookie: string } {
  const cookie = cookieOf(db, who, at);
  const by = { idHash: sessionIdHash(cookie, { APP_ORIGIN: origin }) ?? "", mode: demo };
  const secret = newTotpSecret();
  const begun = beginTotp(db, by, secret, at);
  const session = { idHash: secretHash(`next of ${who}`), device: "", browser: null };
  const done = confirmApp(db, by, { code: appCode(secret, at), session }, at);
  if (begun !== null || isRefusal(done)) throw new Error(`no app: ${JSON.stringify([begun, done])}`);
  return { secret, cookie };
}

import {
  browserSupportsWebAuthn,
  type PublicKeyCredentialCreationOptionsJSON,
  type PublicKeyCredentialRequestOptionsJSON,
  startAuthentication,
  startRegistration,
} from "@simplewebauthn/browser";

/* What the browser does with passkeys. */

/** What a passkey is asked for. */
export type Purpose = "sign-in" | "prove" | "enrol";

/** Can this browser use passkeys at all? */
export const canUsePasskeys = browserSupportsWebAuthn;

/**
 * Asks the server what to sign, and the person's authenticator for the signature (or for a new passkey).
 * @param address  of the options
 * @returns the answer as JSON, to be sent with a form
 * @throws  whatever kept it from being signed: she pressed cancel, there is none, too many were asked for
 */
export async function signWithPasskey(address: string, purpose: Purpose): Promise<string> {
  const answer = await fetch(address, { method: "POST", body: new URLSearchParams({ intent: purpose }) });
  if (!answer.ok) throw new Error(`options: ${answer.status}`);
  const options: unknown = await answer.json();
  return JSON.stringify(
    purpose === "enrol"
      ? await startRegistration({ optionsJSON: options as PublicKeyCredentialCreationOptionsJSON })
      : await startAuthentication({ optionsJSON: options as PublicKeyCredentialRequestOptionsJSON }),
  );
}

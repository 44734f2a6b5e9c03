import {
  generateAuthenticationOptions,
  generateRegistrationOptions,
  verifyAuthenticationResponse,
  verifyRegistrationResponse,
} from "@simplewebauthn/server";
import { z } from "zod";

/*
 * Passkeys (WebAuthn): what a browser is asked, and whether its answer is right. The user is verified by the authenticator
 * (PIN, finger) both where it is asked and where it is checked; no attestation is wanted.
 * @source W3C Web Authentication Level 3 §7; OWASP ASVS 5.0.0 §6.3.3
 */

/** Whom a passkey is for: the installation, by its own origin (APP_ORIGIN), never by what a request says. */
export type Party = { id: string; origin: string };

export function partyOf(origin: string): Party {
  return { id: new URL(origin).hostname, origin };
}

type Known = { id: string; transports: readonly string[] };
type Transport = "ble" | "cable" | "hybrid" | "internal" | "nfc" | "smart-card" | "usb";
const transports: readonly Transport[] = ["ble", "cable", "hybrid", "internal", "nfc", "smart-card", "usb"];

const isTransport = (text: string): text is Transport => transports.some((one) => one === text);
const toDescriptor = ({ id, transports: by }: Known) => ({ id, transports: by.filter(isTransport) });

/** Asks a browser for a new passkey of a person; an authenticator that holds one of hers makes no second. */
export function askToEnrol(party: Party, person: { id: number; email: string; name: string }, known: readonly Known[]) {
  return generateRegistrationOptions({
    rpName: "Vigie",
    rpID: party.id,
    userID: new TextEncoder().encode(String(person.id)),
    userName: person.email,
    userDisplayName: person.name,
    attestationType: "none",
    excludeCredentials: known.map(toDescriptor),
    authenticatorSelection: { residentKey: "required", userVerification: "required" },
  });
}

/** Asks a browser for a signature by one of these passkeys; by none named, of whoever has one here. */
export function askToProve(party: Party, known: readonly Known[]) {
  return generateAuthenticationOptions({
    rpID: party.id,
    userVerification: "required",
    allowCredentials: known.map(toDescriptor),
  });
}

const signed = z.object({
  id: z.string().min(1).max(1400),
  rawId: z.string(),
  type: z.literal("public-key"),
  clientExtensionResults: z.object({}),
});
const enrolment = signed.extend({
  response: z.object({
    clientDataJSON: z.string(),
    attestationObject: z.string(),
    transports: z.array(z.string()).max(10).optional(),
  }),
});
const proof = signed.extend({
  response: z.object({
    clientDataJSON: z.string(),
    authenticatorData: z.string(),
    signature: z.string(),
    userHandle: z.string().optional(),
  }),
});

export type Enrolment = z.infer<typeof enrolment>;
export type PasskeyAnswer = z.infer<typeof proof>;

/** Reads what a browser made of a new passkey; null for anything else. */
export function parseEnrolment(text: string): Enrolment | null {
  return parseAs(enrolment, text);
}

/** Reads what a browser signed; null for anything else. */
export function parsePasskeyAnswer(text: string): PasskeyAnswer | null {
  return parseAs(proof, text);
}

function parseAs<T>(schema: z.ZodType<T>, text: string): T | null {
  return schema.safeParse(parseJson(text)).data ?? null;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/** The challenge an answer says it was made for; null when it says none. Whether it is right is checked with the rest. */
export function challengeIn(answer: { response: { clientDataJSON: string } }): string | null {
  const data = parseJson(Buffer.from(answer.response.clientDataJSON, "base64url").toString());
  return z.object({ challenge: z.string() }).safeParse(data).data?.challenge ?? null;
}

export type NewPasskey = { id: string; publicKey: string; counter: number; transports: string[] };

/** Is a new passkey made as asked? @returns what is kept of it; null for a wrong origin, challenge, user not verified … */
export async function verifyEnrolment(party: Party, answer: Enrolment, challenge: string): Promise<NewPasskey | null> {
  try {
    const { response, ...rest } = answer;
    const by = (response.transports ?? []).filter(isTransport);
    const { registrationInfo } = await verifyRegistrationResponse({
      response: { ...rest, response: { ...response, transports: by } },
      expectedChallenge: challenge,
      expectedOrigin: party.origin,
      expectedRPID: party.id,
      requireUserVerification: true,
    });
    if (!registrationInfo) return null;
    const { id, publicKey, counter } = registrationInfo.credential;
    return { id, publicKey: Buffer.from(publicKey).toString("base64url"), counter, transports: by };
  } catch {
    // The library throws what is wrong with an answer.
    return null;
  }
}

/**
 * Is a signature made by a passkey as asked?
 * @returns how often the authenticator says it has signed, which the caller compares with what it said before; null when
 *          anything is wrong: signature, origin, challenge, user not verified
 */
export async function verifyProof(
  party: Party,
  { answer, challenge }: { answer: PasskeyAnswer; challenge: string },
  publicKey: string,
): Promise<{ counter: number } | null> {
  try {
    const { response, ...rest } = answer;
    const { userHandle, ...own } = response;
    const { verified, authenticationInfo } = await verifyAuthenticationResponse({
      response: { ...rest, response: userHandle === undefined ? own : { ...own, userHandle } },
      expectedChallenge: challenge,
      expectedOrigin: party.origin,
      expectedRPID: party.id,
      credential: { id: answer.id, publicKey: new Uint8Array(Buffer.from(publicKey, "base64url")), counter: 0 },
      requireUserVerification: true,
    });
    return verified ? { counter: authenticationInfo.newCounter } : null;
  } catch {
    return null;
  }
}

import { Secret, TOTP } from "otpauth";
import encodeQR from "qr";

/*
 * Codes of authenticator apps: six digits, a new one every thirty seconds, SHA-1, which every app can do.
 * @source RFC 6238; OWASP ASVS 5.0.0 §6.5.1, §6.5.5
 */

const seconds = 30;
const kind = { algorithm: "SHA1", digits: 6, period: seconds } as const;

/** A new secret, 160 random bits, base32. @source RFC 4226 §4 R6 */
export function newTotpSecret(): string {
  return new Secret({ size: 20 }).base32;
}

/**
 * The time step a code belongs to: the present one or the one before, so that a code lives 60 seconds at most.
 * @param code  as typed; spaces in it do not matter
 * @param now   instant
 * @returns     null when it is neither
 */
export function totpStepOf(secret: string, code: string, now: string): number | null {
  const digits = code.replace(/\s/g, "");
  if (!/^\d{6}$/.test(digits)) return null;
  const totp = new TOTP({ ...kind, secret: Secret.fromBase32(secret) });
  const present = Math.floor(Date.parse(now) / 1000 / seconds);
  const isOf = (step: number) => totp.validate({ token: digits, timestamp: step * seconds * 1000, window: 0 }) !== null;
  return [present, present - 1].find(isOf) ?? null;
}

/** What an app reads from the picture: `otpauth://totp/Vigie:…`. */
export function totpAddress(secret: string, account: string): string {
  return new TOTP({ ...kind, issuer: "Vigie", label: account, secret: Secret.fromBase32(secret) }).toString();
}

/** A text as a QR code: an SVG path in a square of `size` units, quiet zone included. */
export function qrOf(text: string): { size: number; path: string } {
  const rows = encodeQR(text, "raw", { ecc: "medium", border: 4 });
  const path = rows.flatMap((row, y) => row.flatMap((dark, x) => (dark ? [`M${x} ${y}h1v1h-1z`] : []))).join("");
  return { size: rows.length, path };
}

import { createHash, randomBytes } from "node:crypto";

/*
 * Recovery codes: ten, each good once, 120 random bits as 24 letters and digits without those that look alike. So many bits
 * need no slow hash. @source OWASP ASVS 5.0.0 §6.5.2
 */

const signs = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789";
const groups = 6;

/** Ten new codes as they are shown, `ABCD-EFGH-…`. */
export function newRecoveryCodes(): string[] {
  return Array.from({ length: 10 }, () => {
    const letters = [...randomBytes(groups * 4)].map((byte) => signs[byte % signs.length]);
    return Array.from({ length: groups }, (_, at) => letters.slice(at * 4, at * 4 + 4).join("")).join("-");
  });
}

/** What is kept of a code, however its letters and dashes were typed. */
export function recoveryHash(code: string): string {
  return createHash("sha256")
    .update(code.toUpperCase().replace(/[^A-Z0-9]/g, ""))
    .digest("hex");
}

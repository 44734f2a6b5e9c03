import { canonicalJson } from "~/domain/observation/canonical";

/** Crockford's base 32: no I, L, O, U, so that a reference can be read out on the telephone. */
const digits = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/**
 * The short reference of a receipt, `FR-2026A-5M1C`: country, round, four signs of the digest.
 *
 * One section adds its number (`FR-2026A-4-7K2Q`). The round is its year and the initials of its name (`2026-annual` →
 * `2026A`, `2026-nitazenes-1` → `2026N1`).
 * @param digest   hex, at least 5 digits for each attempt; makes the reference hard to guess
 * @param attempt  0, 1, 2 … when the former one is taken already
 */
export function receiptReference(
  { country, round, section }: { country: string; round: string; section: number | null },
  digest: string,
  attempt: number,
): string {
  const at = (attempt * 5) % (digest.length - 4);
  let bits = Number.parseInt(digest.slice(at, at + 5), 16);
  let signs = "";
  for (let i = 0; i < 4; i += 1) {
    signs = digits[bits % 32] + signs;
    bits = Math.floor(bits / 32);
  }
  return [country, shortRound(round), ...(section === null ? [] : [String(section)]), signs].join("-");
}

/** `2026-annual` → `2026A`. */
export function shortRound(round: string): string {
  const [year = "", ...words] = round.split("-");
  return year + words.map((word) => (/^\d+$/.test(word) ? word : word.charAt(0).toUpperCase())).join("");
}

/** Reads a reference in an address; null when it has not its form. */
export function parseReference(text: unknown): string | null {
  return typeof text === "string" && /^[A-Z]{2}-2\d{3}[A-Z0-9]{1,12}(-\d{1,3})?-[0-9A-Z]{4}$/.test(text) ? text : null;
}

/**
 * The text whose SHA-256 is the fingerprint of a submit: path → value as stored, in canonical JSON. The same figures
 * always give the same fingerprint.
 * @param values    stored values (a personal answer as its hash), cleared ones absent
 * @param belongs   does the path stand in one of the submitted sections?
 */
export function fingerprintText(values: ReadonlyMap<string, unknown>, belongs: (path: string) => boolean): string {
  return canonicalJson(new Map([...values].filter(([path]) => belongs(path))));
}

export type PasswordTrouble = "short" | "long" | "common" | "yours";

/** Characters a password has at least: it may be all that is asked (a pilot, a reader, a demonstration). */
const fewestCharacters = 15;
const mostBytes = 1024;

/** Roots of passwords that lists of stolen ones begin with, in the languages of the Group's administrations. */
export const commonRoots = [
  "password",
  "passwort",
  "motdepasse",
  "contrasena",
  "azerty",
  "qwerty",
  "qwertz",
  "123456",
  "abcdef",
  "111111",
  "vigie",
  "pompidou",
  "welcome",
  "bienvenue",
  "letmein",
  "iloveyou",
  "admin",
];

/**
 * The form in which a password is judged, hashed and compared: an é typed on another machine is the same é.
 * @source NIST SP 800-63B-4 §3.1.1.2 (NFKC or NFKD before hashing)
 */
export function passwordForm(typed: string): string {
  return typed.normalize("NFKC");
}

/**
 * Judges a new password without a list: whether its form shows that it is easy to guess, then its length. Nothing is trimmed.
 *
 * At least 15 characters (code points), at most 1 024 bytes; no rule about kinds of characters. Refused: fewer than five
 * different characters, a well-known root or the person's own name or address as more than half of it.
 * @source NIST SP 800-63B-4 §3.1.1.2 (15 where the password stands alone; no composition rules) · OWASP ASVS 5.0.0
 *         §6.2.1, 6.2.4, 6.2.9, 6.2.11
 */
export function judgePassword(typed: string, person: { email: string; name: string }): PasswordTrouble | null {
  if (new TextEncoder().encode(typed).length > mostBytes) return "long";
  const password = passwordForm(typed);
  const folded = password.toLowerCase();
  const easy = [...folded].length < 12 ? null : easyToGuess(folded, person);
  return easy ?? ([...password].length < fewestCharacters ? "short" : null);
}

function easyToGuess(folded: string, person: { email: string; name: string }): PasswordTrouble | null {
  if (new Set(folded).size < 5) return "common";
  if (commonRoots.some((root) => share(folded, root) > 0.5)) return "common";
  const rest = ownWords(person).reduce((text, part) => text.replaceAll(part, ""), folded);
  return rest.length * 2 < folded.length ? "yours" : null;
}

/** What stands in a person's name and address, in small letters: nothing of it makes a password harder to guess. */
export function ownWords({ email, name }: { email: string; name: string }): string[] {
  const own = [...email.split(/[@.]/), ...name.split(/\s+/)].map((part) => passwordForm(part).toLowerCase());
  return own.filter((part) => part.length >= 3);
}

function share(text: string, part: string): number {
  return (text.split(part).length - 1) * (part.length / text.length);
}

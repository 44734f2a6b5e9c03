export type PasswordTrouble = "short" | "long" | "common" | "yours";

/** Roots of passwords that lists of stolen ones begin with, in the languages of the Group's administrations. */
const roots = [
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
 * Judges a new password: length first, then whether it is easy to guess. Nothing is trimmed or normalised.
 *
 * At least 12 characters, at most 1 024 bytes; no rule about kinds of characters. Refused: fewer than five different
 * characters, a well-known root or the person's own name or address as more than half of it.
 * @source OWASP ASVS 5.0.0 §6.2.1, 6.2.4, 6.2.8, 6.2.9, 6.2.11
 */
export function judgePassword(password: string, person: { email: string; name: string }): PasswordTrouble | null {
  if ([...password].length < 12) return "short";
  if (new TextEncoder().encode(password).length > 1024) return "long";
  const folded = password.toLowerCase();
  if (new Set(folded).size < 5) return "common";
  if (roots.some((root) => share(folded, root) > 0.5)) return "common";
  const own = [...person.email.split(/[@.]/), ...person.name.toLowerCase().split(/\s+/)].filter(
    (part) => part.length >= 3,
  );
  const rest = own.reduce((text, part) => text.replaceAll(part.toLowerCase(), ""), folded);
  return rest.length * 2 < folded.length ? "yours" : null;
}

function share(text: string, part: string): number {
  return (text.split(part).length - 1) * (part.length / text.length);
}

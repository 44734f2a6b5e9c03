import { ZxcvbnFactory } from "@zxcvbn-ts/core";
import { adjacencyGraphs, dictionary } from "@zxcvbn-ts/language-common";
import { commonRoots, judgePassword, ownWords, type PasswordTrouble, passwordForm } from "~/domain/people/password";

/** Tries of a guesser below which a password is refused, as a power of ten. @source zxcvbn, USENIX Security 2016: 10^10 */
const fewestTries = 10;
/** What lies behind adds no safety that counts, and time grows with the square of the length. */
const longestJudged = 64;

const guesser = new ZxcvbnFactory({ dictionary, graphs: adjacencyGraphs });

/**
 * Judges a new password: by its form (`judgePassword`), then against the 49 000 commonest, alone, repeated or joined
 * with years and rows of keys. What is left without the well-known roots, and without the person's own name and
 * address, must be hard to guess by itself.
 * @source NIST SP 800-63B-4 §3.1.1.2 (blocklist) · docs/decisions/0022
 */
export function judgeNewPassword(typed: string, person: { email: string; name: string }): PasswordTrouble | null {
  const trouble = judgePassword(typed, person);
  if (trouble) return trouble;
  const folded = passwordForm(typed).toLowerCase();
  if (isEasy(commonRoots.reduce((text, root) => text.replaceAll(root, ""), folded)) || isEasy(passwordForm(typed)))
    return "common";
  return isEasy(ownWords(person).reduce((text, own) => text.replaceAll(own, ""), folded)) ? "yours" : null;
}

function isEasy(text: string): boolean {
  return guesser.check([...text].slice(0, longestJudged).join("")).guessesLog10 < fewestTries;
}

import type { Factor } from "~/domain/people/session";
import { type Refusal, refuse } from "~/domain/refusal";
import { recoveryHash } from "~/factors/recovery-codes";
import { totpStepOf } from "~/factors/totp";
import { recoveryUsedMail } from "~/mail/templates";
import { writeAudit } from "~db/collection/audit";
import type { Collection } from "~db/collection/client";
import { type Budget, budgets, forgetTries, isKnownBrowser, takeTry } from "~db/collection/limits";
import { noteCounted } from "~db/collection/notes";
import { writeMail } from "~db/collection/outbox";
import {
  consumeRecoveryCode,
  passkeyById,
  recoveryCodesLeft,
  savePasskeyUse,
  saveTotpStep,
  totpOf,
} from "~db/collection/people/factors";

/**
 * What a person shows to prove who she is. Signatures and passwords are looked at before, since that takes time; whether
 * they hold is decided here. `none` = she sent nothing that could be read, or a signature that is wrong.
 */
export type Proof =
  | { by: "totp" | "recovery"; code: string }
  | { by: "passkey"; id: string; counter: number }
  | { by: "password"; right: boolean }
  | { by: "none" };

/** `browser` = hash of what a browser keeps from an earlier sign-in. */
export type Prover = { person: number; email: string; lang: "en" | "fr"; name: string; browser: string | null };

/** From a browser she signed in from before a budget of its own, so that nobody else who knows her password can lock her out. */
function budgetOf(db: Collection, { email, person, browser }: Prover, now: string): [Budget, string] {
  return browser !== null && isKnownBrowser(db, email, browser, now)
    ? [budgets.factorBrowser, `person/${person} ${browser}`]
    : [budgets.factorPerson, `person/${person}`];
}

/**
 * Checks a proof, in the caller's transaction: a code of her app once per time step and never an older one, a recovery code
 * once, a passkey by its count. Wrong ones use up her budget; passkeys, which cannot be guessed, use none.
 * @returns the factor shown, `password` for her password; refuses `wrong-credentials`, `too-many` with the minutes to wait
 * @source OWASP ASVS 5.0.0 §6.5.1 (once), §6.6.3 (limits)
 */
export function checkProof(
  db: Collection,
  tx: Pick<Collection, "select" | "insert" | "update" | "delete">,
  prover: Prover,
  proof: Proof,
  now: string,
): Factor | "password" | Refusal {
  const { person } = prover;
  const [budget, whom] = budgetOf(db, prover, now);
  const wait = proof.by === "passkey" ? null : takeTry(tx, budget, whom, now);
  if (wait) {
    noteCounted(db, { by: person, now }, { action: "factor.limited", subject: `person/${person}` });
    return refuse("too-many", { minutes: wait.waitMinutes });
  }
  if (!holds(tx, prover, proof, now)) {
    const detail = { by: proof.by };
    noteCounted(db, { by: person, now }, { action: "factor.failed", subject: `person/${person}`, detail });
    return refuse("wrong-credentials");
  }
  if (proof.by !== "passkey") forgetTries(tx, budget, whom);
  return proof.by === "none" ? refuse("wrong-credentials") : proof.by;
}

function holds(
  tx: Pick<Collection, "select" | "insert" | "update">,
  prover: Prover,
  proof: Proof,
  now: string,
): boolean {
  const { person } = prover;
  switch (proof.by) {
    case "totp": {
      const known = totpOf(tx, person);
      const step = known ? totpStepOf(known.secret, proof.code, now) : null;
      if (!known || step === null || step <= (known.lastStep ?? 0)) return false;
      saveTotpStep(tx, known.id, step, now);
      return true;
    }
    case "recovery": {
      if (!consumeRecoveryCode(tx, person, recoveryHash(proof.code), now)) return false;
      const left = recoveryCodesLeft(tx, person);
      const deed = { by: person, now };
      writeAudit(tx, deed, { action: "factor.recovery-used", subject: `person/${person}`, detail: { left } });
      writeMail(tx, recoveryUsedMail(prover, left), now);
      return true;
    }
    case "passkey": {
      const known = passkeyById(tx, proof.id);
      if (known?.person !== person) return false;
      return takePasskeyUse(tx, known, proof.counter, now);
    }
    case "password":
      return proof.right;
    case "none":
      return false;
    default:
      return proof satisfies never;
  }
}

/**
 * Notes the use of a passkey whose signature is right.
 * @returns false where its count went back: there are two of it, and one is a copy. @source WebAuthn Level 3 §6.1.1
 */
export function takePasskeyUse(
  tx: Pick<Collection, "insert" | "update">,
  known: { id: string; person: number; counter: number },
  counter: number,
  now: string,
): boolean {
  if ((counter > 0 || known.counter > 0) && counter <= known.counter) {
    const subject = `person/${known.person}`;
    writeAudit(
      tx,
      { by: null, now },
      { action: "passkey.copied", subject, detail: { counter, before: known.counter } },
    );
    return false;
  }
  savePasskeyUse(tx, known.id, counter, now);
  return true;
}

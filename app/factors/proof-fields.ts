/** Names of the fields by which a form shows who its sender is, beside its own. */
export const proofFields = {
  code: "factor-code",
  recovery: "factor-recovery",
  answer: "factor-answer",
  password: "factor-password",
} as const;

/** How a person may prove who she is; by her password only where she has no second factor. */
export type Ways = { totp: boolean; passkey: boolean; recovery: boolean; password: boolean };

/** What is told of a proof that was refused. */
export type ProofTrouble = { why: "wrong" } | { why: "too-many"; minutes: number };

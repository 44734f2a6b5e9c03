import { isRefusal, type Refusal } from "~/domain/refusal";
import type { Deed } from "~db/collection/audit";
import type { Collection } from "~db/collection/client";
import type { SubmissionKey } from "~db/collection/submissions/submissions";
import { answerReturn, type GivenReply } from "./replies.server";
import { type GivenReason, giveReasons, type Settled, type SubmitOutcome, submitSections } from "./submissions.server";

/** What a country writes before it submits: reasons for warnings, replies to reasons of a return, by section. */
export type Words = {
  lang: "en" | "fr";
  reasons: readonly GivenReason[];
  replies: ReadonlyMap<string, readonly GivenReply[]>;
};

/** Ends the transaction without a trace, and carries the refusal out of it. */
class Undo extends Error {
  constructor(readonly refusal: Refusal) {
    super(refusal.refusal);
  }
}

/** Keeps what was written, all or none, without submitting. */
export function keepWords(db: Collection, what: SubmissionKey & Words, deed: Deed): { kept: true } | Refusal {
  return orRefusal(() =>
    db.transaction(
      () => {
        writeWords(db, what, deed);
        return { kept: true as const };
      },
      { behavior: "immediate" },
    ),
  );
}

/**
 * Keeps what was written and submits the sections, in one transaction. Words that can be taken are kept also when the
 * submit itself is held back or refused; words that cannot, submit nothing.
 */
export function submitWithWords(
  db: Collection,
  what: SubmissionKey & Words & Settled & { sections: readonly string[]; expectedSeq: number },
  deed: Deed,
): SubmitOutcome {
  const { reasons, replies, lang, ...submit } = what;
  const { round, country, number } = what;
  return orRefusal(() =>
    db.transaction(
      () => {
        writeWords(db, { round, country, number, reasons, replies, lang }, deed);
        return submitSections(db, submit, deed);
      },
      { behavior: "immediate" },
    ),
  );
}

function writeWords(db: Collection, { lang, reasons, replies, ...key }: SubmissionKey & Words, deed: Deed): void {
  if (reasons.length > 0) undoIfRefused(giveReasons(db, { ...key, lang, reasons }, deed));
  for (const [section, given] of replies) {
    if (given.length > 0) undoIfRefused(answerReturn(db, { ...key, section, lang, replies: given }, deed));
  }
}

function undoIfRefused(outcome: object | Refusal): void {
  if (isRefusal(outcome)) throw new Undo(outcome);
}

function orRefusal<T>(run: () => T): T | Refusal {
  try {
    return run();
  } catch (error) {
    if (error instanceof Undo) return error.refusal;
    throw error;
  }
}

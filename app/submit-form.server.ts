import type { Collection } from "~db/collection/client";
import { type SubmissionKey, stateOf } from "~db/collection/submissions";
import { askedOf } from "~db/collection/submissions-asked";
import type { Action, Subject } from "./domain/access";
import type { Lang } from "./domain/dictionary";
import { isRefusal, type Refusal, refuse } from "./domain/refusal";
import { roundState } from "./domain/round";
import { parseNoAnswerCode } from "./domain/submit-reasons";
import { settleStanding } from "./submit.server";
import { idOf } from "./submit-view.server";
import {
  explainSections,
  type GivenReason,
  giveReasons,
  readStanding,
  submitSections,
} from "./workflows/submissions.server";
import { declareNoAnswer, signOff, startCorrection, takeBackNoAnswer } from "./workflows/submissions-states.server";
import { sectionWindow } from "./workflows/submissions-window.server";

export const submitIntents = {
  submit: "section.submit",
  keep: "section.submit",
  "sign-off": "section.sign-off",
  "no-answer": "section.declare-no-answer",
  "take-back": "section.declare-no-answer",
  correct: "submission.correct",
} as const satisfies Record<string, Action>;
export type SubmitIntent = keyof typeof submitIntents;

export function parseIntent(text: unknown): SubmitIntent | null {
  return Object.keys(submitIntents).find((intent): intent is SubmitIntent => intent === text) ?? null;
}

/** What the permission table is asked: the round as the chosen sections see it, their state by the workflow. */
export function subjectOf(
  db: Collection,
  key: SubmissionKey,
  { intent, sections, now }: { intent: SubmitIntent; sections: readonly string[]; now: string },
): Subject {
  const asked = askedOf(db, key.round, key.country);
  const standing = asked && readStanding(db, key);
  if (!asked || !standing) return { country: key.country, roundId: key.round };
  const windows = sections.map((section) => sectionWindow(db, standing, section, now));
  const closed = windows.find((window) => window !== "open");
  const round = intent === "correct" ? roundState(asked, now) : (closed ?? windows[0] ?? roundState(asked, now));
  const states = sections.map((section) => stateOf(standing.submission, section));
  const one = states[0];
  return { country: key.country, roundId: key.round, round, ...(states.length === 1 && one ? { state: one } : {}) };
}

export type SubmitDone =
  | { done: "submitted"; reference: string }
  | { done: "kept" | "signed-off" | "declared" | "taken-back" | "corrected" }
  | { held: true }
  | Refusal;

type Doing = { key: SubmissionKey; sections: string[]; form: FormData; lang: Lang; deed: { by: number; now: string } };

/** Does what the form asks for; reasons that were written are kept even when the submit is held back. */
export async function doIntent(
  db: Collection,
  intent: SubmitIntent,
  { key, sections, form, lang, deed }: Doing,
): Promise<SubmitDone> {
  const what = { ...key, sections };
  const expectedSeq = Number(form.get("seq") ?? Number.NaN);
  switch (intent) {
    case "submit":
    case "keep":
      return submitWithReasons(db, intent, { key, sections, form, lang, deed });
    case "sign-off": {
      const outcome = signOff(db, { ...what, expectedSeq }, deed);
      return isRefusal(outcome) ? outcome : { done: "signed-off" };
    }
    case "no-answer": {
      const code = parseNoAnswerCode(form.get("code"));
      if (code === null) return refuse("bad-request", { part: "reason" });
      const outcome = declareNoAnswer(
        db,
        { ...what, reason: { code, lang, text: String(form.get("text") ?? "") } },
        deed,
      );
      return isRefusal(outcome) ? outcome : { done: "declared" };
    }
    case "take-back": {
      const outcome = takeBackNoAnswer(db, what, deed);
      return isRefusal(outcome) ? outcome : { done: "taken-back" };
    }
    case "correct": {
      const outcome = startCorrection(db, what, deed);
      return isRefusal(outcome) ? outcome : { done: "corrected" };
    }
    default:
      return intent satisfies never;
  }
}

async function submitWithReasons(
  db: Collection,
  intent: "submit" | "keep",
  { key, sections, form, lang, deed }: Doing,
): Promise<SubmitDone> {
  const read = await settleStanding(db, key);
  if (isRefusal(read)) return read;
  const { standing, settled } = read;
  // Compare and set on what she saw: an answer saved since is looked at first.
  if (standing.seq !== Number(form.get("seq"))) return refuse("seq-moved");
  const reasons = [...explainSections(db, standing, { sections, settled }).values()].flat().flatMap((one) => {
    const reason = String(form.get(`reason:${idOf(one)}`) ?? "");
    if (one.finding.level !== "warning" || one.state === "given" || reason.trim() === "") return [];
    const said = form.get(`serves:${idOf(one)}`);
    const serves: GivenReason["serves"] = said === "row" || said === "table" ? said : "figure";
    return [{ finding: one.finding, serves, reason }];
  });
  if (reasons.length > 0) {
    const kept = giveReasons(db, { ...key, lang, reasons }, deed);
    if (isRefusal(kept)) return kept;
  }
  if (intent === "keep") return { done: "kept" };
  const outcome = submitSections(db, { ...key, sections, expectedSeq: standing.seq, ...settled }, deed);
  if (isRefusal(outcome)) return outcome;
  return "held" in outcome ? { held: true } : { done: "submitted", reference: outcome.reference };
}

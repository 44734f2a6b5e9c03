import type { Lang } from "~/domain/dictionary/dictionary";
import type { Action, Subject } from "~/domain/people/access";
import { isRefusal, type Refusal, refuse } from "~/domain/refusal";
import { roundState } from "~/domain/submission/round";
import { parseNoAnswerCode } from "~/domain/submission/submit-reasons";
import { type GivenReply, openReasons } from "~/workflows/submissions/replies.server";
import { declareNoAnswer, signOff, startCorrection, takeBackNoAnswer } from "~/workflows/submissions/states.server";
import { explainSections, readStanding, type Standing } from "~/workflows/submissions/submissions.server";
import { sectionWindow } from "~/workflows/submissions/window.server";
import { keepWords, submitWithWords } from "~/workflows/submissions/words.server";
import type { Collection } from "~db/collection/client";
import { askedOf } from "~db/collection/submissions/asked";
import { type SubmissionKey, stateOf } from "~db/collection/submissions/submissions";
import { settleStanding } from "./settle-standing.server";
import { readReasons } from "./warnings-form";

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

/** Sections a form may name; no questionnaire has as many. */
const mostSections = 60;

/** The sections a form names, each once. */
export function parseSections(form: FormData): string[] | Refusal {
  const names = [...new Set(form.getAll("section").filter((name) => typeof name === "string"))];
  return names.length > mostSections ? refuse("bad-request", { part: "section" }) : names;
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

/** Does what the form asks for; reasons and replies that were written are kept even when the submit is held back. */
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
  const explained = explainSections(db, standing, { sections, settled });
  const words = {
    ...{ ...key, lang },
    reasons: sections.flatMap((section) => readReasons(section, explained.get(section) ?? [], form)),
    replies: new Map(sections.map((section) => [section, readReplies(db, standing, { section, form })])),
  };
  if (intent === "keep") {
    const kept = keepWords(db, words, deed);
    return isRefusal(kept) ? kept : { done: "kept" };
  }
  const outcome = submitWithWords(db, { ...words, sections, expectedSeq: standing.seq, ...settled }, deed);
  if (isRefusal(outcome)) return outcome;
  return "held" in outcome ? { held: true } : { done: "submitted", reference: outcome.reference };
}

/** The replies of the form to reasons that still wait; a field the page did not have says nothing. */
function readReplies(db: Collection, standing: Standing, { section, form }: { section: string; form: FormData }) {
  return openReasons(db, standing, section).flatMap(({ id }): GivenReply[] => {
    const text = form.get(`reply:${id}`);
    return typeof text === "string" ? [{ id, text }] : [];
  });
}

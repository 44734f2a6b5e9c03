import type { Questionnaire } from "~/domain/questionnaire/questionnaire";
import { isRefusal, type Refusal, refuse } from "~/domain/refusal";
import { isWritable } from "~/domain/submission/submission";
import { sectionOf } from "~/domain/submission/submit-path";
import { parseWords } from "~/domain/submission/submit-reasons";
import {
  lastReturnOf,
  openReturnOf,
  type Reply,
  type ReturnEvent,
  type ReturnedReason,
  reasonsOfReturn,
} from "~/domain/submission/submit-replies";
import { compiled } from "~/survey/questionnaire/compiled.server";
import { answersAt } from "~db/collection/answers-then";
import type { Deed } from "~db/collection/audit";
import type { Collection } from "~db/collection/client";
import { appendSectionEvent, eventsOf, type SectionEventLine } from "~db/collection/submissions/events";
import { readSubmission, type Submission, type SubmissionKey, stateOf } from "~db/collection/submissions/submissions";
import { auditSection, sectionsAsked } from "./states.server";

type Within = { submission: Submission | null; questionnaire: Questionnaire };

/**
 * Reasons a section came back with that still wait for the country, with what it did about each; empty when none do.
 * @param events  of the submission, where they were read already
 */
export function openReasons(
  db: Collection,
  within: Within,
  section: string,
  events?: readonly SectionEventLine[],
): ReturnedReason[] {
  const { submission } = within;
  if (!submission || !isWritable(stateOf(submission, section))) return [];
  return reasonsBy(db, { ...within, submission, events }, section, openReturnOf);
}

/** Reasons of the last return of a section since its last correction, also after it was submitted again: for reviewers. */
export function lastReasons(db: Collection, within: Within, section: string): ReturnedReason[] {
  const { submission } = within;
  return submission ? reasonsBy(db, { ...within, submission }, section, lastReturnOf) : [];
}

function reasonsBy(
  db: Collection,
  within: { submission: Submission; questionnaire: Questionnaire; events?: readonly SectionEventLine[] | undefined },
  section: string,
  which: (events: readonly ReturnEvent[]) => ReturnEvent | null,
): ReturnedReason[] {
  const { submission, questionnaire } = within;
  const events = within.events?.filter((event) => event.section === section) ?? eventsOf(db, submission.id, section);
  const returned = which(events);
  if (!returned) return [];
  // From the log both times: a personal answer is compared by its hash. A return may stand in an earlier revision, which has
  // a log of its own.
  const at = (id: number, seq: number) =>
    new Map([...answersAt(db, id, seq)].filter(([path]) => sectionOf(questionnaire, path) === section));
  const answers = { before: at(returned.submission, returned.seq), after: at(submission.id, submission.seq) };
  return reasonsOfReturn(returned, events, answers);
}

/** A country's words on one reason: its id (`domain/submit-replies.ts`); an empty text takes an earlier reply back. */
export type GivenReply = { id: string; text: string };

/**
 * Keeps a country's replies to the reasons a section came back with, all or none, as one event with its line of the
 * audit; what says the same as before is left out. Answers are not touched.
 * @returns  how many were new; `wrong-state` when the section does not wait for replies, `bad-request` for an id that is
 *           none of its open reasons or words too long
 */
export function answerReturn(
  db: Collection,
  what: SubmissionKey & { section: string; lang: "en" | "fr"; replies: readonly GivenReply[] },
  deed: Deed,
): { replies: number } | Refusal {
  const { section, lang, replies: given, ...key } = what;
  return db.transaction(
    () => {
      const asked = sectionsAsked(db, key, [section]);
      if (isRefusal(asked)) return asked;
      const submission = readSubmission(db, key);
      const { questionnaire } = compiled(db, asked.questionnaire, asked.version);
      const open = openReasons(db, { submission, questionnaire }, section);
      if (!submission || open.length === 0) return refuse("wrong-state", { state: stateOf(submission, section) });
      const read = given.map((one) => readReply(one, open, lang));
      const refused = read.find(isRefusal);
      if (refused) return refused;
      const replies = read.flatMap((reply) => (reply === null || isRefusal(reply) ? [] : [reply]));
      if (replies.length === 0) return { replies: 0 };
      appendSectionEvent(
        db,
        { submission: submission.id, section, event: "reply", seq: submission.seq, detail: { replies } },
        deed,
      );
      auditSection(db, submission, { section, action: "section.reply", detail: { replies: replies.length } }, deed);
      return { replies: replies.length };
    },
    { behavior: "immediate" },
  );
}

/** Null = the same words stand already. */
function readReply(
  { id, text }: GivenReply,
  open: readonly ReturnedReason[],
  lang: "en" | "fr",
): Reply | Refusal | null {
  const reason = open.find((one) => one.id === id);
  const [to, place] = id.split(".").map(Number);
  if (!reason || to === undefined || place === undefined) return refuse("bad-request", { part: "reply" });
  if (text.trim() === (reason.reply?.text ?? "")) return null;
  if (text.trim() === "") return { to, reason: place, lang, text: "" };
  const words = parseWords(text);
  return words === null ? refuse("bad-request", { part: "reply" }) : { to, reason: place, lang, text: words };
}

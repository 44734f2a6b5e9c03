import { isRefusal, type Refusal, refuse } from "~/domain/refusal";
import { type RoundState, roundState } from "~/domain/submission/round";
import { moveSection, type SectionEvent, type SectionState } from "~/domain/submission/submission";
import { type NoAnswerCode, parseWords } from "~/domain/submission/submit-reasons";
import { openReturnOf } from "~/domain/submission/submit-replies";
import { compiled } from "~/survey/questionnaire/compiled.server";
import { projectSection } from "~/workflows/observations.server";
import { type Deed, writeAudit } from "~db/collection/audit";
import type { Collection } from "~db/collection/client";
import { type Asked, askedOf } from "~db/collection/submissions/asked";
import { copyAnswers } from "~db/collection/submissions/copy";
import { appendSectionEvent, type EventDetail, eventsOf } from "~db/collection/submissions/events";
import {
  createRevision,
  ensureSubmission,
  putSectionState,
  readSubmission,
  type SectionRow,
  type Submission,
  type SubmissionKey,
  stateOf,
} from "~db/collection/submissions/submissions";
import { sectionWindow } from "./window.server";

/** Sections as the caller names them, and what she knows of them. */
export type SectionsOf = SubmissionKey & { sections: readonly string[] };

/**
 * The Permanent Correspondent signs sections off; any later change lapses it.
 * @param expectedSeq  seq of the submission she looked at; `seq-moved` when an answer changed since
 */
export function signOff(db: Collection, what: SectionsOf & { expectedSeq: number }, deed: Deed): Submission | Refusal {
  return moveSections(db, what, { event: "sign-off", action: "section.sign-off", expectedSeq: what.expectedSeq }, deed);
}

/**
 * Declares that the country gives no answer to sections (one, a module, the whole round), with the reason that shows
 * wherever the blank shows. Answers typed before stay in the record and are not observed.
 */
export function declareNoAnswer(
  db: Collection,
  what: SectionsOf & { reason: { code: NoAnswerCode; lang: "en" | "fr"; text: string } },
  deed: Deed,
): Submission | Refusal {
  const { code, lang } = what.reason;
  // "Other" explains nothing by itself.
  const text = code === "other" ? parseWords(what.reason.text) : (parseWords(what.reason.text) ?? "");
  if (text === null) return refuse("bad-request", { part: "reason" });
  const reason = { code, lang, text };
  return moveSections(db, what, { event: "declare-no-answer", action: "section.declare-no-answer", reason }, deed);
}

/** Takes the declaration of no answer back; the sections are drafts again, or returned while a return of them waits. */
export function takeBackNoAnswer(db: Collection, what: SectionsOf, deed: Deed): Submission | Refusal {
  return moveSections(db, what, { event: "take-back", action: "section.take-back" }, deed);
}

type Move = {
  event: SectionEvent;
  action: string;
  expectedSeq?: number;
  reason?: { code: string; lang: "en" | "fr"; text: string };
};

function moveSections(db: Collection, { sections, ...key }: SectionsOf, move: Move, deed: Deed): Submission | Refusal {
  return db.transaction(
    () => {
      const asked = sectionsAsked(db, key, sections);
      if (isRefusal(asked)) return asked;
      const found = readSubmission(db, key);
      if (move.expectedSeq !== undefined && (found?.seq ?? 0) !== move.expectedSeq) return refuse("seq-moved");
      const next = nextStates(db, { asked, submission: found }, { sections, event: move.event, now: deed.now });
      if (isRefusal(next)) return next;
      const submission = found ?? ensureSubmission(db, key, deed);
      for (const [section, state] of next) {
        const detail: EventDetail = move.reason ? { reason: move.reason } : {};
        writeSection(db, submission, { section, state, reason: move.reason ?? null }, deed);
        appendSectionEvent(
          db,
          { submission: submission.id, section, event: move.event, seq: submission.seq, detail },
          deed,
        );
        auditSection(
          db,
          submission,
          {
            ...{ section, action: move.action },
            detail: { from: stateOf(found, section), to: state, ...(move.reason ? { code: move.reason.code } : {}) },
          },
          deed,
        );
      }
      return again(db, key);
    },
    { behavior: "immediate" },
  );
}

/** What the round asks of the country, when it asks all these sections; each may be named once. */
export function sectionsAsked(db: Collection, key: SubmissionKey, sections: readonly string[]): Asked | Refusal {
  const asked = askedOf(db, key.round, key.country);
  if (!asked || (key.number !== 1 && !readSubmission(db, key))) return refuse("not-found");
  const { questionnaire } = compiled(db, asked.questionnaire, asked.version);
  const known = new Set(questionnaire.sections.map(({ name }) => name));
  const odd = sections.find((name) => !known.has(name));
  if (odd !== undefined || sections.length === 0 || new Set(sections).size < sections.length) {
    return refuse("bad-request", { part: "sections" });
  }
  return asked;
}

/** The next state of each section, or the first refusal; the round must be open for each of them. */
export function nextStates(
  db: Collection,
  { asked, submission }: { asked: Asked; submission: Submission | null },
  { sections, event, now }: { sections: readonly string[]; event: SectionEvent; now: string },
): Map<string, SectionState> | Refusal {
  const next = new Map<string, SectionState>();
  const happened = submission ? eventsOf(db, submission.id) : [];
  for (const section of sections) {
    const state = stateOf(submission, section);
    const round = sectionWindow(db, { asked, submission }, section, now);
    if (round !== "open") return refusalOfRound(round);
    const events = happened.filter((one) => one.section === section);
    const moved = moveSection(state, event, openReturnOf(events) !== null);
    if (isRefusal(moved)) return moved;
    next.set(section, moved);
  }
  return next;
}

function refusalOfRound(round: RoundState): Refusal {
  return refuse(round === "scheduled" ? "round-not-open" : "round-closed");
}

/** Writes the state a section reached at the present seq. */
export function writeSection(
  db: Collection,
  submission: Pick<Submission, "id" | "seq">,
  row: { section: string; state: SectionState; reason: SectionRow["reason"] },
  deed: Deed,
): void {
  const { section, state, reason } = row;
  putSectionState(db, submission.id, section, { state, seq: submission.seq, at: deed.now, by: deed.by, reason });
}

/** One line of the audit about a section. */
export function auditSection(
  db: Collection,
  { round, country, number, revision }: Submission,
  line: { section: string; action: string; detail?: Record<string, unknown> },
  deed: Deed,
): void {
  const subject = `${round}/${country}/${number}/${line.section}`;
  writeAudit(db, deed, { action: line.action, subject, detail: { revision, ...line.detail } });
}

function again(db: Collection, key: SubmissionKey): Submission {
  const submission = readSubmission(db, key);
  if (!submission) throw new Error(`submission ${key.round}/${key.country}/${key.number} is gone`);
  return submission;
}

/**
 * Opens accepted sections for correction: revision n+1 is a whole copy of n in which they are drafts; n stays published
 * until n+1 is accepted, and from now on only n+1 is written, submitted and reviewed.
 *
 * Sections that are not corrected keep their state; accepted ones are observed in the new revision too, so that a
 * rebuild from the record gives the same.
 */
export function startCorrection(db: Collection, { sections, ...key }: SectionsOf, deed: Deed): Submission | Refusal {
  return db.transaction(
    () => {
      const asked = sectionsAsked(db, key, sections);
      if (isRefusal(asked)) return asked;
      const round = roundState(asked, deed.now);
      if (round !== "open" && round !== "closed") return refusalOfRound(round);
      const former = readSubmission(db, key);
      const other = sections.find((section) => stateOf(former, section) !== "accepted");
      if (!former || other !== undefined) return refuse("wrong-state", { state: stateOf(former, other ?? "") });
      const revision = createRevision(db, { ...key, revision: former.revision + 1, basedOn: former.id }, deed);
      const seq = copyAnswers(db, former.id, revision.id);
      for (const [section, row] of former.sections) {
        if (sections.includes(section)) continue;
        putSectionState(db, revision.id, section, { ...row, seq });
        if (row.state === "accepted") projectSection(db, revision.id, section);
      }
      for (const section of sections) {
        writeSection(db, { id: revision.id, seq }, { section, state: "draft", reason: null }, deed);
        const detail: EventDetail = { basedOn: former.revision };
        appendSectionEvent(db, { submission: revision.id, section, event: "correct", seq, detail }, deed);
        auditSection(db, { ...revision, seq }, { section, action: "submission.correct" }, deed);
      }
      return again(db, key);
    },
    { behavior: "immediate" },
  );
}

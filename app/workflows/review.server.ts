import { isRefusal, type Refusal, refuse } from "~/domain/refusal";
import type { ReleasedTexts } from "~/domain/release/public-texts";
import { roundState } from "~/domain/submission/round";
import { moveSection, type SectionEvent } from "~/domain/submission/submission";
import { sectionOf } from "~/domain/submission/submit-path";
import { parseWords } from "~/domain/submission/submit-reasons";
import type { ReturnReason } from "~/domain/submission/submit-replies";
import { compiled } from "~/survey/questionnaire/compiled.server";
import { observedIn, projectSection } from "~/workflows/observations.server";
import { type Releasing, releasing } from "~/workflows/public-texts.server";
import { auditSection, type SectionsOf, sectionsAsked, writeSection } from "~/workflows/submissions/states.server";
import type { Deed } from "~db/collection/audit";
import type { Collection } from "~db/collection/client";
import { appendSectionEvent, type EventDetail } from "~db/collection/submissions/events";
import { readSubmission, type Submission, type SubmissionKey, stateOf } from "~db/collection/submissions/submissions";

export type PublicNote = { lang: "en" | "fr"; text: string };

/**
 * Accepts submitted sections, all or none: their figures are observed in the same transaction and enter the next release.
 * @param expectedSeq    seq at which the section the reviewer read was submitted; `stale` when another one stands there now
 * @param releasedTexts  notes and reasons that become public with their figures; `all` of them, or none when not given
 */
export function acceptSections(
  db: Collection,
  {
    sections,
    expectedSeq,
    publicNote,
    releasedTexts,
    ...key
  }: SectionsOf & { expectedSeq?: number; publicNote?: PublicNote; releasedTexts?: ReleasedTexts | "all" },
  deed: Deed,
): { accepted: string[] } | Refusal {
  return db.transaction(
    () => {
      const submission = reviewable(db, key, { sections, event: "accept", expectedSeq, now: deed.now });
      if (isRefusal(submission)) return submission;
      const note = withNote(publicNote);
      if (isRefusal(note)) return note;
      const observed = observedIn(db, submission.id, sections);
      const texts = releasing(db, { submission: submission.id, observed }, releasedTexts);
      if (isRefusal(texts)) return texts;
      for (const section of sections) {
        const seq = submission.sections.get(section)?.seq ?? submission.seq;
        writeSection(db, { id: submission.id, seq }, { section, state: "accepted", reason: null }, deed);
        const about = texts.get(section);
        const detail = { ...note, ...(about?.released ? { releasedTexts: about.released } : {}) };
        appendSectionEvent(db, { submission: submission.id, section, event: "accept", seq, detail }, deed);
        projectSection(db, submission.id, section, observed.get(section));
        auditSection(
          db,
          submission,
          { section, action: "section.accept", detail: { seq, from: "submitted", to: "accepted", ...countsOf(about) } },
          deed,
        );
      }
      return { accepted: [...sections] };
    },
    { behavior: "immediate" },
  );
}

/** How many texts were released and held back; never what they say. */
function countsOf(about: Releasing | undefined): Record<string, number> {
  if (!about || about.all === 0) return {};
  const textsReleased = (about.released?.notes.length ?? 0) + (about.released?.reasons.length ?? 0);
  return { textsReleased, textsHeld: about.all - textsReleased };
}

/**
 * Returns a submitted section with at least one reason, each on a figure or on the whole section; the country reads them
 * as they are written, and the section opens for changes again.
 */
export function returnSection(
  db: Collection,
  what: SubmissionKey & {
    section: string;
    expectedSeq?: number;
    reasons: readonly ReturnReason[];
    publicNote?: PublicNote;
  },
  deed: Deed,
): { returned: string; reasons: number } | Refusal {
  const { section, expectedSeq, reasons, publicNote, ...key } = what;
  return db.transaction(
    () => {
      const submission = reviewable(db, key, { sections: [section], event: "return", expectedSeq, now: deed.now });
      if (isRefusal(submission)) return submission;
      const read = readReasons(db, submission, { section, reasons });
      if (isRefusal(read)) return read;
      const note = withNote(publicNote);
      if (isRefusal(note)) return note;
      writeSection(db, submission, { section, state: "returned", reason: null }, deed);
      const detail: EventDetail = { ...note, reasons: read };
      appendSectionEvent(
        db,
        { submission: submission.id, section, event: "return", seq: submission.seq, detail },
        deed,
      );
      auditSection(
        db,
        submission,
        { section, action: "section.return", detail: { reasons: read.length, from: "submitted", to: "returned" } },
        deed,
      );
      return { returned: section, reasons: read.length };
    },
    { behavior: "immediate" },
  );
}

/** The newest revision, when all the sections may make this move now. */
function reviewable(
  db: Collection,
  key: SubmissionKey,
  {
    sections,
    event,
    expectedSeq,
    now,
  }: { sections: readonly string[]; event: SectionEvent; expectedSeq?: number; now: string },
): Submission | Refusal {
  const asked = sectionsAsked(db, key, sections);
  if (isRefusal(asked)) return asked;
  const submission = readSubmission(db, key);
  if (!submission) return refuse("not-found");
  const round = roundState(asked, now);
  if (round === "archived") return refuse("round-closed");
  for (const section of sections) {
    const next = moveSection(stateOf(submission, section), event);
    if (isRefusal(next)) return next;
    if (expectedSeq !== undefined && submission.sections.get(section)?.seq !== expectedSeq) return refuse("stale");
  }
  return submission;
}

function readReasons(
  db: Collection,
  submission: Submission,
  { section, reasons }: { section: string; reasons: readonly ReturnReason[] },
): ReturnReason[] | Refusal {
  const asked = sectionsAsked(db, submission, [section]);
  if (isRefusal(asked)) return asked;
  const { questionnaire } = compiled(db, asked.questionnaire, asked.version);
  const read: ReturnReason[] = [];
  for (const { path, lang, text } of reasons) {
    const words = parseWords(text);
    if (words === null) return refuse("bad-request", { part: "reason" });
    if (path !== null && sectionOf(questionnaire, path) !== section) return refuse("bad-request", { part: "path" });
    read.push({ path, lang, text: words });
  }
  return read.length > 0 ? read : refuse("not-ready", { part: "reason" });
}

function withNote(note: PublicNote | undefined): Pick<EventDetail, "publicNote"> | Refusal {
  if (note === undefined) return {};
  const text = parseWords(note.text);
  return text === null ? refuse("bad-request", { part: "publicNote" }) : { publicNote: { lang: note.lang, text } };
}

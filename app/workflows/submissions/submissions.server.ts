import type { Finding } from "~/domain/check/finding";
import { type Explained, explain, holdingBack, inOrderOfUrgency, valuesHash } from "~/domain/check/findings-of";
import { type Period, parsePeriod } from "~/domain/observation/period";
import { nestAnswers, standingValuesOf } from "~/domain/questionnaire/answers";
import type { Questionnaire } from "~/domain/questionnaire/questionnaire";
import { isRefusal, type Refusal, refuse } from "~/domain/refusal";
import { fingerprintText, receiptReference } from "~/domain/submission/receipt";
import { isWritable, type SectionState } from "~/domain/submission/submission";
import { prefixServing, sectionOf } from "~/domain/submission/submit-path";
import { parseWords } from "~/domain/submission/submit-reasons";
import { type ReturnedReason, unansweredOf } from "~/domain/submission/submit-replies";
import { compiledFor } from "~/survey/questionnaire/compiled.server";
import { answersBySection } from "~/workflows/observations.server";
import { sha256 } from "~/workflows/sha256.server";
import { formerValues, foundIn } from "~/workflows/submissions/found.server";
import { answersOf, type StandingAnswer, storedValues } from "~db/collection/answers";
import type { Deed } from "~db/collection/audit";
import type { Collection } from "~db/collection/client";
import { readDictionary } from "~db/collection/dictionary";
import { type Asked, askedOf } from "~db/collection/submissions/asked";
import {
  appendSectionEvent,
  type EventDetail,
  eventsOf,
  keepReceipt,
  readReceipt,
} from "~db/collection/submissions/events";
import { keepReason, reasonsOf } from "~db/collection/submissions/reasons";
import {
  ensureSubmission,
  readSubmission,
  type Submission,
  type SubmissionKey,
  stateOf,
} from "~db/collection/submissions/submissions";
import { openReasons } from "./replies.server";
import { auditSection, nextStates, type SectionsOf, sectionsAsked, writeSection } from "./states.server";

/** What stands at one seq: everything settle needs, read at once. */
export type Standing = {
  asked: Asked;
  submission: Submission | null;
  seq: number;
  questionnaire: Questionnaire;
  definition: unknown;
  /** Hash of the version: the key under which settle keeps its model. */
  hash: string;
  answers: Map<string, StandingAnswer>;
  /** The answers nested as SurveyJS wants them. */
  nested: () => Record<string, unknown>;
};

/** What settle said at that seq (survey/settle.ts). */
export type Settled = { findings: Finding[]; hidden: string[] };

/** Reads what stands in a submission, for settle; null when the round does not ask the country. Creates nothing. */
export function readStanding(db: Collection, key: SubmissionKey): Standing | null {
  const asked = askedOf(db, key.round, key.country);
  if (!asked) return null;
  const submission = readSubmission(db, key);
  if (!submission && key.number !== 1) return null;
  const { questionnaire, definition, hash } = compiledFor(db, asked);
  const answers = submission ? answersOf(db, submission.id) : new Map<string, StandingAnswer>();
  const nested = () => nestAnswers(questionnaire, new Map([...answers].map(([path, { value }]) => [path, value])));
  return { asked, submission, seq: submission?.seq ?? 0, questionnaire, definition, hash, answers, nested };
}

/**
 * Runs the last two sieves over settled sections and finds the reasons given to what they say.
 * @returns  by section, in order of urgency: errors, warnings without a reason, the rest
 */
export function explainSections(
  db: Collection,
  standing: Standing,
  { sections, settled }: { sections: readonly string[]; settled: Settled },
): Map<string, Explained[]> {
  const { asked, submission, questionnaire, answers } = standing;
  const dictionary = readDictionary(db);
  const former = formerValues(db, asked.country);
  const reasons = submission ? reasonsOf(db, submission.id) : [];
  const values = standingValuesOf(answers);
  const answersIn = answersBySection(questionnaire, answers);
  return new Map(
    sections.map((section) => {
      const found = [
        ...settled.findings.filter((finding) => sectionOf(questionnaire, finding.at) === section),
        ...foundIn({
          ...{ questionnaire, dictionary, section, hidden: settled.hidden, area: asked.country, former },
          answers: answersIn.get(section) ?? new Map<string, StandingAnswer>(),
          referencePeriod: periodOf(asked),
          submission: submission?.id ?? 0,
          revision: submission?.revision ?? 1,
        }),
      ];
      return [section, inOrderOfUrgency(explain(found, reasons, { answers: values, hash: sha256 }))];
    }),
  );
}

/** What a submit ended in: a receipt, or what holds it back by section (nothing was submitted). */
export type SubmitOutcome =
  | { reference: string; hash: string }
  | { held: Map<string, Explained[]>; unanswered: Map<string, ReturnedReason[]> }
  | Refusal;

/**
 * Submits sections, all or none: errors refuse, each warning needs a reason, each reason of a return a reply or another
 * figure, the receipt proves it.
 *
 * Settle ran outside of the transaction at `expectedSeq`; when an answer was saved since, nothing is submitted
 * (`seq-moved`). A country that wants its correspondent's signature submits signed-off sections only (`not-ready`); so is
 * a section without a single answer: for that there is "no answer, with the reason".
 */
export function submitSections(
  db: Collection,
  what: SectionsOf & { expectedSeq: number } & Settled,
  deed: Deed,
): SubmitOutcome {
  return db.transaction(() => submit(db, what, deed), { behavior: "immediate" });
}

function submit(
  db: Collection,
  { sections, expectedSeq, findings, hidden, ...key }: SectionsOf & { expectedSeq: number } & Settled,
  deed: Deed,
): SubmitOutcome {
  const asked = sectionsAsked(db, key, sections);
  if (isRefusal(asked)) return asked;
  const standing = readStanding(db, key);
  if (!standing) return refuse("not-found");
  if (standing.seq !== expectedSeq) return refuse("seq-moved");
  const next = nextStates(db, standing, { sections, event: "submit", now: deed.now });
  if (isRefusal(next)) return next;
  const unready = sections.find((section) => !isReady(standing, section));
  if (unready !== undefined) return refuse("not-ready", { section: unready });
  const explained = explainSections(db, standing, { sections, settled: { findings, hidden } });
  const held = new Map([...explained].map(([section, all]) => [section, holdingBack(all)]));
  const events = standing.submission ? eventsOf(db, standing.submission.id) : [];
  const unanswered = new Map(
    sections.map((section) => [section, unansweredOf(openReasons(db, standing, section, events))]),
  );
  if ([...held.values(), ...unanswered.values()].some((all) => all.length > 0)) return { held, unanswered };
  return keepSubmit(db, { standing, next, sections, hidden, explained }, deed);
}

function isReady({ asked, submission, questionnaire, answers }: Standing, section: string): boolean {
  if (asked.needsSignOff && stateOf(submission, section) !== "signed-off") return false;
  return [...answers].some(([path, { value }]) => value !== null && sectionOf(questionnaire, path) === section);
}

function keepSubmit(
  db: Collection,
  what: {
    standing: Standing;
    next: Map<string, SectionState>;
    sections: readonly string[];
    hidden: string[];
    explained: ReadonlyMap<string, Explained[]>;
  },
  deed: Deed,
): { reference: string; hash: string } {
  const { standing, next, sections } = what;
  const { questionnaire, submission } = standing;
  if (!submission) throw new Error("a section with answers has no submission");
  const { seq } = submission;
  const belongs = (path: string) => sections.includes(sectionOf(questionnaire, path) ?? "");
  const hash = sha256(fingerprintText(storedValues(db, submission.id), belongs));
  const reference = freeReference(db, { submission, sections, questionnaire, hash, now: deed.now });
  keepReceipt(db, { reference, submission: submission.id, sections: [...sections], seq, hash }, deed);
  for (const [section, state] of next) {
    const hidden = what.hidden.filter((name) => sectionOf(questionnaire, name) === section);
    const findings = (what.explained.get(section) ?? []).map(({ finding }) => finding);
    const detail: EventDetail = { hidden, findings };
    const moved = { from: stateOf(submission, section), to: state };
    writeSection(db, submission, { section, state, reason: null }, deed);
    appendSectionEvent(
      db,
      { submission: submission.id, section, event: "submit", seq, detail, receipt: reference },
      deed,
    );
    auditSection(
      db,
      submission,
      { section, action: "section.submit", detail: { seq, receipt: reference, ...moved } },
      deed,
    );
  }
  return { reference, hash };
}

function freeReference(
  db: Collection,
  what: {
    submission: Submission;
    sections: readonly string[];
    questionnaire: Questionnaire;
    hash: string;
    now: string;
  },
): string {
  const { submission, sections, questionnaire, hash, now } = what;
  const only = sections.length === 1 ? questionnaire.sections.find(({ name }) => name === sections[0]) : undefined;
  const place = { country: submission.country, round: submission.round, section: only?.number ?? null };
  const digest = sha256(`${hash}|${submission.id}|${submission.seq}|${now}|${sections.join(",")}`);
  for (let attempt = 0; attempt < 50; attempt += 1) {
    const reference = receiptReference(place, attempt < 12 ? digest : sha256(`${digest}${attempt}`), attempt);
    if (!readReceipt(db, reference)) return reference;
  }
  throw new Error(`no free reference for ${submission.round}/${submission.country}`);
}

/** A country's words on a warning, as it was found: its check, where it stands, and what the rule read beside it. */
export type GivenReason = {
  finding: Pick<Finding, "check" | "at" | "related">;
  serves: "figure" | "row" | "table";
  reason: string;
};

/** Keeps one reason; `giveReasons`. */
export function giveReason(
  db: Collection,
  { finding, serves, reason, ...key }: SubmissionKey & { lang: "en" | "fr" } & GivenReason,
  deed: Deed,
): { given: true } | Refusal {
  return giveReasons(db, { ...key, reasons: [{ finding, serves, reason }] }, deed);
}

/**
 * Keeps a country's reasons for warnings, all or none; each holds while the values it was about stand.
 *
 * An earlier reason stays in the record, the newest that holds is shown.
 */
export function giveReasons(
  db: Collection,
  { reasons, lang, ...key }: SubmissionKey & { lang: "en" | "fr"; reasons: readonly GivenReason[] },
  deed: Deed,
): { given: true } | Refusal {
  return db.transaction(
    () => {
      const standing = readStanding(db, key);
      if (!standing) return refuse("not-found");
      const answers = standingValuesOf(standing.answers);
      const kept = reasons.map(({ finding, serves, reason: said }) => {
        const section = sectionOf(standing.questionnaire, finding.at);
        const reason = parseWords(said);
        if (section === null || reason === null)
          return refuse("bad-request", { part: section === null ? "at" : "reason" });
        const state = stateOf(standing.submission, section);
        if (!isWritable(state)) return refuse("wrong-state", { state });
        const about = { ...finding, level: "warning", code: "rule-of-question" } as const;
        const hash = valuesHash(about, serves, { answers, hash: sha256 });
        const path = prefixServing(finding.at, serves);
        return { section, row: { check: finding.check, path, serves, lang, reason, valuesHash: hash } };
      });
      const refused = kept.find(isRefusal);
      if (refused) return refused;
      const submission = standing.submission ?? ensureSubmission(db, key, deed);
      for (const one of kept) {
        if (isRefusal(one)) continue;
        const { section, row } = one;
        keepReason(db, { submission: submission.id, ...row }, deed);
        const detail = { check: row.check, path: row.path, serves: row.serves };
        auditSection(db, submission, { section, action: "warning.reason", detail }, deed);
      }
      return { given: true };
    },
    { behavior: "immediate" },
  );
}

function periodOf(asked: Asked): Period {
  const period = parsePeriod(asked.referencePeriod);
  if (!period) throw new Error(`the round ${asked.round} asks about ${asked.referencePeriod}, which is no period`);
  return period;
}

import { createHash } from "node:crypto";
import type { Finding } from "~/domain/check/finding";
import { type Actor, decide } from "~/domain/people/access";
import { admit } from "~/domain/questionnaire/admit";
import { locate } from "~/domain/questionnaire/answers";
import type { Questionnaire } from "~/domain/questionnaire/questionnaire";
import { type Refusal, refuse } from "~/domain/refusal";
import { roundState } from "~/domain/submission/round";
import { isWritable, moveSection, type SectionState } from "~/domain/submission/submission";
import type { Change, ChangeResult, Saved } from "~/domain/submission/submit-change";
import { sectionOf } from "~/domain/submission/submit-path";
import { openReturnOf } from "~/domain/submission/submit-replies";
import { compiled } from "~/survey/questionnaire/compiled.server";
import { sectionWindow } from "~/workflows/submissions/window.server";
import { appendChange, authoredAnswerOf, changeOfId, seqOfPath, standingValues } from "~db/collection/answers";
import type { Collection } from "~db/collection/client";
import { type Asked, askedOf } from "~db/collection/submissions/asked";
import { appendSectionEvent, eventsOf } from "~db/collection/submissions/events";
import {
  ensureSubmission,
  putSectionState,
  readSubmission,
  readSubmissionHead,
  type SubmissionHead,
  type SubmissionKey,
  sectionStateOf,
  setSubmissionSeq,
} from "~db/collection/submissions/submissions";

export type SaveOutcome = Saved | Refusal;

/** What one call of `saveAnswers` works on; `seq` and `states` move as changes are taken. */
type Saving = {
  db: Collection;
  asked: Asked;
  questionnaire: Questionnaire;
  actor: Actor;
  now: string;
  submission: SubmissionHead | null;
  key: SubmissionKey;
  seq: number;
  /** States of the sections met so far; null = nobody touched it. */
  states: Map<string, SectionState | null>;
  /** Seq of the paths met so far, and of the changes taken: a block typed fast changes a path many times. */
  seqs: Map<string, number>;
  taken: Map<string, number>;
  /** What was decided of a section in this request; one answer for all its paths unless paths were delegated. */
  decided: Map<string, Refusal | null>;
  isByPath: boolean;
  /** Values that stand, read for the first typed total; moves as changes are taken. */
  standing: Map<string, unknown> | null;
  /** Base a change of this request was resolved to, when it was not taken: the next one in its chain stands on it. */
  refusedBases: Map<string, number>;
};

/**
 * Takes changes of answers: each is accepted, a conflict, or refused with what is wrong; drafts are never held back.
 *
 * A change is taken when its question is asked, its value is of its kind, the person may write this path now, and the
 * path still has the seq the change names as its base; one's own second window is no exception. A change seen before
 * is acknowledged whatever has happened since. Writing lapses a sign-off. One transaction.
 * @returns a refusal only when nothing could be taken: no such round or country, or it is closed for all of the changes
 */
export function saveAnswers(
  db: Collection,
  what: SubmissionKey & { changes: readonly Change[] },
  who: { actor: Actor; now: string },
): SaveOutcome {
  return db.transaction(() => saveAnswersWithin(db, what, who), { behavior: "immediate" });
}

/** `saveAnswers` in the caller's transaction: the save door's queue gives each save a savepoint of one commit. */
export function saveAnswersWithin(
  db: Collection,
  { changes, ...key }: SubmissionKey & { changes: readonly Change[] },
  { actor, now }: { actor: Actor; now: string },
): SaveOutcome {
  const asked = askedOf(db, key.round, key.country);
  if (!asked) return refuse("not-found");
  const stranger = strangerAt(actor, key.country);
  if (stranger) return stranger;
  const submission = readSubmissionHead(db, key);
  if (!submission && key.number !== 1) return refuse("not-found");
  const saving: Saving = {
    db,
    asked,
    questionnaire: questionnaireOf(db, asked),
    actor,
    now,
    submission,
    key,
    seq: submission?.seq ?? 0,
    states: new Map(),
    seqs: new Map(),
    taken: new Map(),
    decided: new Map(),
    isByPath: actor.grants.some(({ role }) => role === "contributor"),
    standing: null,
    refusedBases: new Map(),
  };
  const results = changes.map((change) => take(saving, change));
  if (saving.submission && saving.seq > saving.submission.seq) setSubmissionSeq(db, saving.submission.id, saving.seq);
  return commonRefusal(results) ?? { seq: saving.seq, results };
}

const questionnairesOf = new WeakMap<Collection["$client"], Map<string, Questionnaire>>();

/** The questionnaire of a round; a published version never changes, so a save does not ask for it again. */
function questionnaireOf(db: Collection, { questionnaire, version }: Asked): Questionnaire {
  const known = questionnairesOf.get(db.$client) ?? new Map<string, Questionnaire>();
  questionnairesOf.set(db.$client, known);
  const key = `${questionnaire}/${version}`;
  const read = known.get(key) ?? compiled(db, questionnaire, version).questionnaire;
  known.set(key, read);
  return read;
}

/** Who may not write here at all; only a person who may read the answers learns that they are there. */
function strangerAt(actor: Actor, country: string): Refusal | null {
  if (decide(actor, "answer.write", { country }).allowed) return null;
  return refuse(decide(actor, "answer.read", { country }).allowed ? "not-allowed" : "not-found");
}

/** When every change met the same closed door, the request as a whole is refused. */
function commonRefusal(results: readonly ChangeResult[]): Refusal | null {
  const first = results[0];
  if (first?.outcome !== "refused" || !first.refusal) return null;
  const code = first.refusal.refusal;
  if (code !== "round-closed" && code !== "round-not-open") return null;
  return results.every((r) => r.outcome === "refused" && r.refusal?.refusal === code) ? first.refusal : null;
}

function take(saving: Saving, change: Change): ChangeResult {
  const { changeId } = change;
  const findings = admit(saving.questionnaire, change, othersFor(saving, change));
  const section = sectionOf(saving.questionnaire, change.path);
  if (section === null || findings.length > 0) return refused(saving, change, { findings });
  const refusal = decidedFor(saving, section, change.path);
  if (refusal) return seenBefore(saving, change) ?? refused(saving, change, { findings: [], refusal });
  const submission = saving.submission ?? ensureSubmission(saving.db, saving.key, by(saving));
  saving.submission = submission;
  const current = saving.seqs.get(change.path) ?? seqOfPath(saving.db, submission.id, change.path);
  const base = baseOf(saving, change);
  if (base !== current) return seenBefore(saving, change) ?? conflict(saving, change);
  const stored = toStored(saving.questionnaire, change);
  const seq = saving.seq + 1;
  // Named one by one: spreading parts of it would cost as much as writing the row.
  const written = appendChange(
    saving.db,
    {
      submission: submission.id,
      seq,
      path: change.path,
      value: stored.value,
      // What was typed into a personal answer is personal as well.
      raw: stored.personal === null ? (change.raw ?? null) : null,
      by: saving.actor.person,
      at: saving.now,
      changeId,
      base,
      reason: change.reason ?? null,
    },
    stored.personal,
  );
  if (!written) return seenBefore(saving, change) ?? conflict(saving, change);
  saving.seq = seq;
  saving.seqs.set(change.path, seq);
  if (change.value === null) saving.standing?.delete(change.path);
  else saving.standing?.set(change.path, change.value);
  saving.taken.set(changeId, seq);
  touchSection(saving, section);
  return { changeId, outcome: "accepted", seq };
}

/** A typed total is weighed with its parts; every other answer stands for itself, so nothing is read for it. */
function othersFor(saving: Saving, { path }: Change): ReadonlyMap<string, unknown> | undefined {
  if (!saving.submission || !path.includes("/_T")) return undefined;
  saving.standing ??= standingValues(saving.db, saving.submission.id);
  return saving.standing;
}

/** A pasted block has hundreds of paths of one section: only a contributor's paths are decided one by one. */
function decidedFor(saving: Saving, section: string, path: string): Refusal | null {
  const key = saving.isByPath ? path : section;
  const known = saving.decided.get(key);
  if (known !== undefined) return known;
  const refusal = refusalOf(saving, section, path);
  saving.decided.set(key, refusal);
  return refusal;
}

function refusalOf(saving: Saving, section: string, path: string): Refusal | null {
  const { db, asked, actor, now, key } = saving;
  const state = stateIn(saving, section) ?? "draft";
  // Only a closed round makes a difference between sections; then all of them are read.
  const submission = roundState(asked, now) === "closed" ? readSubmission(db, key) : null;
  const round = sectionWindow(db, { asked, submission }, section, now);
  const subject = { country: asked.country, roundId: asked.round, round, state };
  const verdict = decide(actor, "answer.write", { ...subject, path });
  if (verdict.allowed) return null;
  // A delegation may name the whole section.
  if (verdict.why === "not-delegated" && decide(actor, "answer.write", { ...subject, path: section }).allowed)
    return null;
  if (verdict.why === "round") return refuse(round === "scheduled" ? "round-not-open" : "round-closed");
  if (verdict.why === "state" || !isWritable(state)) return refuse("wrong-state", { state });
  return refuse(verdict.why === "not-delegated" ? "not-delegated" : "not-allowed");
}

function stateIn({ db, submission, states }: Saving, section: string): SectionState | null {
  const known = states.get(section);
  if (known !== undefined) return known;
  const state = submission ? sectionStateOf(db, submission.id, section) : null;
  states.set(section, state);
  return state;
}

/** A repeat is acknowledged with the seq it got; the same id with another answer is refused, never dropped in silence. */
function seenBefore({ db, submission, questionnaire }: Saving, change: Change): ChangeResult | null {
  if (!submission) return null;
  const seen = changeOfId(db, submission.id, change.changeId);
  if (!seen) return null;
  const { changeId, path } = change;
  if (seen.path === path && seen.value === toStored(questionnaire, change).value) {
    return { changeId, outcome: "accepted", seq: seen.seq };
  }
  return { changeId, outcome: "refused", findings: [], refusal: refuse("already-exists") };
}

function baseOf(saving: Saving, { base }: Change): number {
  if (typeof base === "number") return base;
  const earlier = saving.refusedBases.get(base);
  if (earlier !== undefined) return earlier;
  const taken = saving.taken.get(base);
  if (taken !== undefined) return taken;
  const seen = saving.submission && changeOfId(saving.db, saving.submission.id, base);
  // Not one's own, or unknown: no current seq is negative, so it is a conflict.
  return seen && seen.by === saving.actor.person ? seen.seq : -1;
}

function refused(
  saving: Saving,
  change: Change,
  why: { findings: Finding[]; refusal?: Refusal },
): Extract<ChangeResult, { outcome: "refused" }> {
  saving.refusedBases.set(change.changeId, baseOf(saving, change));
  return { changeId: change.changeId, outcome: "refused", ...why };
}

function conflict({ db, submission }: Saving, { changeId, path }: Change): ChangeResult {
  const theirs = submission ? authoredAnswerOf(db, submission.id, path) : undefined;
  return { changeId, outcome: "conflict", theirs: theirs ?? { value: null, seq: 0, by: null, at: null } };
}

function toStored(
  questionnaire: Questionnaire,
  { path, value, changeId }: Change,
): { value: string; personal: string | null } {
  const json = JSON.stringify(value);
  if (value === null || !locate(questionnaire, path)?.question.personal) return { value: json, personal: null };
  // The change id salts the hash: a short name could be guessed from a bare one.
  const hash = createHash("sha256").update(`${changeId}\n${json}`).digest("hex");
  return { value: JSON.stringify({ personal: hash }), personal: json };
}

function touchSection(saving: Saving, section: string): void {
  const { db, submission, states, now, actor, seq } = saving;
  if (!submission) return;
  const state = stateIn(saving, section);
  if (state !== null && state !== "signed-off") return;
  // Only a signature that lapses asks what came before it; every other save writes a section that stays as it is.
  const events = state === null ? [] : eventsOf(db, submission.id, section);
  const next = moveSection(state ?? "draft", "edit", openReturnOf(events) !== null);
  if (typeof next !== "string") throw new Error(`a ${state} section was written`);
  putSectionState(db, submission.id, section, { state: next, seq, at: now, by: actor.person, reason: null });
  if (state === "signed-off")
    appendSectionEvent(
      db,
      { submission: submission.id, section, event: "edit", seq, detail: { lapsed: "sign-off" } },
      by(saving),
    );
  states.set(section, next);
}

function by({ actor, now }: Saving): { by: number; now: string } {
  return { by: actor.person, now };
}

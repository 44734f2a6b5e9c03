import type { Observation } from "~/domain/observation/observation";
import { type Refusal, refuse } from "~/domain/refusal";
import {
  isReleased,
  type LastDecision,
  type PublicText,
  publicTexts,
  type ReleasedTexts,
  toReleased,
  unknownText,
} from "~/domain/release/public-texts";
import { observedIn } from "~/workflows/observations.server";
import { reasonsOfRevisions } from "~/workflows/revision-reasons.server";
import type { Collection } from "~db/collection/client";
import { eventsOf } from "~db/collection/submissions/events";
import { readSubmission, type SubmissionKey } from "~db/collection/submissions/submissions";

/** Texts of a section of one revision that could become public with its figures. Reads only. */
export function publicTextsOf(db: Collection, submission: number, section: string): PublicText[] {
  return textsBySection(db, submission, observedIn(db, submission, [section])).get(section) ?? [];
}

/** What sections of a submission say now, by section. */
export type Observed = ReadonlyMap<string, readonly Observation[]>;

/** The same of several sections; why values changed is read once for all of them. */
function textsBySection(db: Collection, submission: number, observed: Observed): Map<string, PublicText[]> {
  const reasons = reasonsOfRevisions(db, submission);
  const reasonAt = (seq: number) => reasons.get(`${submission} ${seq}`) ?? null;
  return new Map([...observed].map(([section, said]) => [section, publicTexts(said, reasonAt)]));
}

/**
 * Texts a person released and held back when the section was accepted last, in this revision or a former one. An acceptance
 * at which nobody was asked did neither: there was no decision to remember.
 */
export function decidedAtLastAcceptance(db: Collection, key: SubmissionKey, section: string): LastDecision {
  const newest = readSubmission(db, key);
  const events = newest ? eventsOf(db, newest.id, section) : [];
  const accepted = events.findLast(({ event }) => event === "accept");
  const released = accepted?.detail.releasedTexts;
  if (!accepted || !released) return { released: [], held: [] };
  const texts = publicTextsOf(db, accepted.submission, section);
  return {
    released: texts.filter((text) => isReleased(released, text)),
    held: texts.filter((text) => !isReleased(released, text)),
  };
}

/** Texts of one section at its acceptance, and which of them the reviewer releases. */
export type Releasing = { all: number; released: { notes: string[]; reasons: string[] } | null };

/**
 * Sorts released paths by section, in the caller's transaction.
 * @param observed  of the sections that are accepted (`observedIn`)
 * @param released  `all` = whatever there is; undefined = nobody decided: nothing is released
 * @returns         `bad-request` when a path names no text of these sections
 */
export function releasing(
  db: Collection,
  { submission, observed }: { submission: number; observed: Observed },
  released: ReleasedTexts | "all" | undefined,
): Map<string, Releasing> | Refusal {
  const texts = textsBySection(db, submission, observed);
  if (released && released !== "all" && unknownText([...texts.values()].flat(), released) !== null)
    return refuse("bad-request", { part: "texts" });
  return new Map(
    [...texts].map(([section, own]) => [
      section,
      {
        all: own.length,
        released:
          released && own.length > 0
            ? toReleased(released === "all" ? own : own.filter((text) => isReleased(released, text)))
            : null,
      },
    ]),
  );
}

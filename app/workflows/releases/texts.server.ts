import type { Note } from "~/domain/figure/figure";
import type { Observation } from "~/domain/observation/observation";
import type { Changes } from "~/domain/release/changes";
import { type Composed, pointKey } from "~/domain/release/compose";
import { isReleased, type TextKind } from "~/domain/release/public-texts";
import type { StoredObservation } from "~db/collection/observations";
import type { RevisionReason, SectionOrigin } from "~db/collection/releases/origins";

/* Words of countries in a release: only those a person released. A file that was imported published its own. */

type Origins = ReadonlyMap<string, SectionOrigin>;

/** Takes every note off that nobody released, before anything is composed: what is not there cannot be carried on. */
export function withReleasedNotes(observations: readonly StoredObservation[], origins: Origins): StoredObservation[] {
  return observations.map((one) => {
    const { note, provenance } = one;
    if (note === null || provenance.kind === "import") return one;
    return mayBePublic(origins, provenance, { kind: "note", path: provenance.path }) ? one : { ...one, note: null };
  });
}

/** Reads the reason for a changed value, where a person released it. */
export function releasedReasons(
  reasons: ReadonlyMap<string, RevisionReason>,
  origins: Origins,
): (observation: Observation) => Note | null {
  return ({ provenance }) => {
    if (provenance.kind === "import") return null;
    const reason = reasons.get(`${provenance.submission} ${provenance.seq}`);
    if (!reason || !mayBePublic(origins, provenance, { kind: "reason", path: reason.path })) return null;
    return { lang: reason.lang, text: reason.text };
  };
}

/**
 * Counts the notes and reasons that would be public with this release had a person released them. Notes of withheld figures
 * and reasons of values that did not change are no part of it: they would not be public anyway.
 */
export function countHeldTexts(
  composed: Composed,
  {
    pinned,
    reasons,
    origins,
    changes,
  }: {
    pinned: readonly StoredObservation[];
    reasons: ReadonlyMap<string, RevisionReason>;
    origins: Origins;
    changes: Changes;
  },
): number {
  const revised = new Set(changes.revised.filter(({ now }) => !now.withheld).map(({ key }) => key));
  const noted = new Set(pinned.flatMap(({ note, provenance }) => (note ? [nameOf(provenance)] : [])));
  const held = new Set<string>();
  for (const { observation, withheld } of composed.points) {
    const { provenance } = observation;
    if (withheld || provenance.kind === "import") continue;
    const { path } = provenance;
    const name = nameOf(provenance);
    if (noted.has(name) && !mayBePublic(origins, provenance, { kind: "note", path })) held.add(`note ${name}`);
    if (revised.size === 0 || !revised.has(pointKey(observation))) continue;
    const reason = reasons.get(`${provenance.submission} ${provenance.seq}`);
    if (reason && !mayBePublic(origins, provenance, { kind: "reason", path: reason.path }))
      held.add(`reason ${provenance.submission} ${reason.path}`);
  }
  return held.size;
}

type Answered = Extract<Observation["provenance"], { kind: "answer" }>;

function mayBePublic(
  origins: Origins,
  { submission, section }: Answered,
  text: { kind: TextKind; path: string },
): boolean {
  return isReleased(origins.get(`${submission} ${section}`)?.releasedTexts ?? null, text);
}

function nameOf(provenance: Observation["provenance"]): string {
  return provenance.kind === "import" ? "" : `${provenance.submission} ${provenance.section} ${provenance.path}`;
}

import type { Text } from "~/domain/dictionary/dictionary";
import type { Note, StatusCode } from "~/domain/figure/figure";
import type { CodedParameter } from "~/domain/questionnaire/parameters";
import { type Refusal, refuse } from "../refusal";

/*
 * A release: the whole public set, frozen. What a reader of it gets, free of any database. model.md §7.
 */

export type ReleaseId = string & { readonly brand: "ReleaseId" };

/** Reads a release id: year of publication and number within it, `2026-1`. */
export function parseReleaseId(text: unknown): ReleaseId | null {
  return typeof text === "string" && /^2\d\d\d-[1-9]\d{0,2}$/.test(text) ? (text as ReleaseId) : null;
}

/** Orders release ids in time: `2025-2` before `2025-10` before `2026-1`. */
export function compareReleaseIds(a: string, b: string): number {
  const [left, right] = [a.split("-").map(Number), b.split("-").map(Number)];
  return (left[0] ?? 0) - (right[0] ?? 0) || (left[1] ?? 0) - (right[1] ?? 0);
}

/** The next free id of a year: one more than the highest number used in it, prepared ones included. */
export function nextReleaseId(year: number, used: readonly string[]): ReleaseId {
  const numbers = used.filter((id) => id.startsWith(`${year}-`)).map((id) => Number(id.split("-")[1]));
  return `${year}-${Math.max(0, ...numbers) + 1}` as ReleaseId;
}

export const releaseStates = ["prepared", "published", "withdrawn"] as const;
export type ReleaseState = (typeof releaseStates)[number];
export type ReleaseEvent =
  | "publish"
  | "discard"
  | "prepare-again"
  | "change-note"
  | "ask-withdrawal"
  | "withdraw-at-once"
  | "confirm-withdrawal"
  | "decline-withdrawal";

/** The whole rule; `null` = the row goes. A published file is never changed, only followed or withdrawn. */
const releaseTable = {
  prepared: { publish: "published", discard: null, "prepare-again": "prepared", "change-note": "prepared" },
  published: {
    "ask-withdrawal": "published",
    "withdraw-at-once": "withdrawn",
    "confirm-withdrawal": "withdrawn",
    "decline-withdrawal": "published",
  },
  // In an emergency it was withdrawn by one person: the other says whether it stays so.
  withdrawn: { "confirm-withdrawal": "withdrawn", "decline-withdrawal": "published" },
} as const satisfies Record<ReleaseState, Partial<Record<ReleaseEvent, ReleaseState | null>>>;

/** Next state of a release (null = discarded), or a refusal naming state and event. */
export function moveRelease(state: ReleaseState, event: ReleaseEvent): ReleaseState | null | Refusal {
  const next = (releaseTable[state] as Partial<Record<ReleaseEvent, ReleaseState | null>>)[event];
  return next === undefined ? refuse("wrong-state", { state, event }) : next;
}

/**
 * Publishing takes a second person: whoever prepared a release or changed it since does not publish it. model.md §7.
 * @param involved  everybody who did; null = a command did, which is nobody's second pair of eyes
 */
export function mayPublish(involved: readonly (number | null)[], by: number | null): boolean {
  return by !== null && !involved.includes(by);
}

/** Hours in which a second person must confirm what one person withdrew in an emergency. */
export const emergencyHours = 24;

/** Has nobody decided in time about a withdrawal in an emergency? */
export function isOverdue({ dueAt }: { dueAt: string | null }, now: string): boolean {
  return dueAt !== null && dueAt <= now;
}

/** Numerator and denominator of a derived figure, so that anybody can do the sum again. */
export type DerivedFrom = {
  numeratorSeries: string;
  numerator: number;
  denominator: number;
  per: number;
  source: Text;
  vintage: string;
  base: Text;
  projected: boolean;
};

/** One published point: a value, a code, or no value and the reason (`Q` when it was withheld). */
export type PublishedPoint = {
  series: string;
  /** Dimension → code, without totals. */
  codes: Record<string, string>;
  area: string;
  period: string;
  /** Order among several codes of one point (policy answers); 0 otherwise. */
  position: number;
  periodStart: string;
  periodEnd: string;
  basis: string;
  value: number | null;
  code: string | null;
  lo: number | null;
  hi: number | null;
  n: number | null;
  flags: StatusCode[];
  /** Withheld to protect persons or at the country's wish; primary and secondary are not told apart. */
  withheld: boolean;
  coverage: { place: string | null; share: number | null } | null;
  note: Note | null;
  breakBy: "declared" | "imported" | "question" | null;
  /** Id of its provenance within this release file. */
  provenance: number;
  derivedFrom: DerivedFrom | null;
};

/** Where a point comes from, without persons. */
export type PublicProvenance = {
  kind: "answer" | "import" | "derived";
  country: string | null;
  /** Role that submitted (`focal-point`), never a name. */
  role: string | null;
  round: string | null;
  questionnaire: string | null;
  version: number | null;
  questionId: string | null;
  path: string | null;
  revision: number | null;
  submittedAt: string | null;
  acceptedAt: string | null;
  publicNote: string | null;
  publicNoteLang: "en" | "fr" | null;
  fileName: string | null;
  fileHash: string | null;
  line: number | null;
  source: Text | null;
  licence: string | null;
  url: string | null;
};

/** A question as it was asked, the round's parameters put in. */
export type AskedQuestion = {
  questionnaire: string;
  version: number;
  questionId: string;
  name: string;
  section: Text;
  title: Text;
  description: Text | null;
};

/** What a former release said; it stood from the release before it up to and including `release`. */
export type FormerValue = {
  release: string;
  publishedAt: string | null;
  value: number | null;
  code: string | null;
  flags: StatusCode[];
  reason: Note | null;
};

export type Alternative = {
  kind: "earlier-revision" | "other-source";
  value: number | null;
  code: string | null;
  flags: StatusCode[];
  provenance: PublicProvenance;
};

/** A point that changed since the former release: what it said, what it says now. */
export type Revision = {
  series: string;
  indicator: string;
  area: string;
  period: string;
  former: { value: number | null; code: string | null; flags: StatusCode[] };
  /** `fewCases`: a rate of too few cases to be reliable (derived.ts). */
  now: { value: number | null; code: string | null; flags: StatusCode[]; fewCases: boolean };
  reason: Note | null;
};

export type Withdrawal = { release: string; series: string; area: string; period: string; reason: Text };

export type PublicRound = {
  id: string;
  title: Text;
  questionnaire: string;
  version: number;
  referencePeriod: string;
  /** As known when the release was published. */
  state: string;
  hardDeadlineAt: string;
  asked: number;
  reported: number;
  /** Codes the round is about (`SUBSTANCE` `KET`); empty = it is about no single one. */
  about: CodedParameter[];
};

/** How a country stands in a round: figures in this release of figures asked. */
export type RoundCountry = {
  round: string;
  country: string;
  figures: number;
  asked: number;
  state: "reported" | "not-answered" | "in-review" | "no-answer";
  reason: Note | null;
};

export type ReleaseMeta = {
  id: string;
  publishedAt: string;
  former: string | null;
  formatVersion: number;
  /** Every figure is invented (demonstration). */
  synthetic: boolean;
  note: Text | null;
  licence: string;
  /** Disclosure parameters, domain/disclosure.ts. */
  parameters: unknown;
  counts: { observations: number; values: number; indicators: number; countries: number };
  /** Figures withheld here that the former release shows; null = the file is older than this count. */
  hiddenSinceFormer: number | null;
  /** Figures the former release withheld that are shown here. */
  shownSinceFormer: number | null;
  /** Line of the audit that says it was prepared, and its seal; null = the file is older than seals. */
  audit: { seq: number; seal: string } | null;
};

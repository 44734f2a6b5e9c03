import type { Text } from "~/domain/dictionary/dictionary";
import type { WithheldWhy } from "~/domain/disclosure/disclosure";
import type { Note, StatusCode } from "~/domain/figure/figure";

/*
 * What a person sees of a prepared release before she publishes it: numbers first, then what is added, revised, withheld
 * and withdrawn. Withheld values are in it: only those who prepare releases may be shown them.
 */

/** Why a figure is withheld, as counted on the page; `by-country`: the country itself sent "hidden". */
export type PlanWhy = WithheldWhy | "by-country" | "rate";

export type PlanPoint = { series: string; area: string; period: string };

export type AddedGroup = {
  /** Section of a questionnaire, source of an import, or figures computed from others. */
  kind: "section" | "import" | "derived";
  title: Text | null;
  figures: number;
  countries: number;
  /** Period most of them are about. */
  period: string;
  /** Are most of them provisional? */
  provisional: boolean;
  /** Countries without any figure in the former release, with their first period here. */
  firstTime: { country: string; period: string }[];
};

export type RevisedPoint = PlanPoint & {
  before: { value: number | null; code: string | null; flags: StatusCode[] };
  now: { value: number | null; code: string | null; flags: StatusCode[] };
  /** Of the former value; null where one of the two has none. */
  share: number | null;
  reason: Note | null;
};

export type WithheldGroup = { why: PlanWhy; figures: number; tables: number; countries: number };
export type WithheldPoint = PlanPoint & { why: PlanWhy; value: number | null };

/**
 * A figure of which too much can be known. `least` to `most` (null = no bound): the numbers it can be for all that is public;
 * `few`, `unknown`, `persons`: an estimate that is shown and rests on too few persons, on nobody knows how many, or is 1 to k − 1.
 */
export type ToldPoint = PlanPoint & {
  why: "range" | "few" | "unknown" | "persons";
  least: number;
  most: number | null;
};

/** The audit of the whole release as one system. */
export type PlanAudit = {
  /** Withheld counts looked at, and systems (country, period, persons) they stand in. */
  cells: number;
  systems: number;
  /** What this release itself would tell: with any of it nobody can publish. */
  told: ToldPoint[];
};

export type WithdrawnGroup = {
  country: string;
  indicator: string;
  count: number;
  from: string;
  to: string;
  reason: Text;
  /** Entered for this release and can be taken back: ids of the withdrawals. */
  entered: number[];
};

export type ReleasePlan = {
  id: string;
  pinsHash: string;
  former: { id: string; publishedAt: string } | null;
  counts: {
    figures: number;
    added: number;
    revised: number;
    withheld: number;
    withdrawn: number;
    /** Of the former release: withheld there and shown here, and the other way. No revisions. */
    shown: number;
    hidden: number;
  };
  from: { sections: number; countries: number; imports: number; newImports: number };
  added: AddedGroup[];
  addedPoints: (PlanPoint & { value: number | null; code: string | null; flags: StatusCode[] })[];
  revised: RevisedPoint[];
  withheld: WithheldGroup[];
  withheldPoints: WithheldPoint[];
  withdrawn: WithdrawnGroup[];
  checks: {
    pinned: number;
    /** Nothing pinned changed and the page shows what would be published. */
    unchanged: boolean;
    tables: number;
    whole: number;
    /** Withheld figures that public sources still give away, and those the former release still shows. */
    given: PlanPoint[];
    shownBefore: PlanPoint[];
    /** Sections accepted since it was prepared. */
    since: { country: string; section: Text }[];
  };
  audit: PlanAudit;
  stricter: { country: string; threshold: number }[];
  /** Notes and reasons of countries that stay out because nobody released them. */
  heldTexts: number;
};

/** Largest change first, then values that appeared or disappeared; alphabetical within. */
export function byChange(a: RevisedPoint, b: RevisedPoint): number {
  const size = (one: RevisedPoint) => (one.share === null ? -1 : Math.abs(one.share));
  const [left, right] = [size(a), size(b)];
  if (left !== right) return right - left;
  return `${a.area}|${a.series}|${a.period}` < `${b.area}|${b.series}|${b.period}` ? -1 : 1;
}

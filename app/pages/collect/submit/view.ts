import type { Level } from "~/domain/check/finding";
import type { Lang } from "~/domain/dictionary/dictionary";
import type { ReturnedLine } from "~/ui/returned-changes";
import type { Sign } from "~/ui/section-sign";

/* What the submit page draws, in words. */

export type FindingLine = {
  /** Name of its fields in the form: check and place. */
  id: string;
  level: Level;
  /** `6.2 Deaths 2025, women`. */
  place: string;
  sentence: string;
  href: string;
  state: "none" | "given" | "void";
  reason: { text: string; lang: Lang; by: string; when: string; serves: "figure" | "row" | "table" } | null;
  /** May a reason serve the row or the table? Only where there is one. */
  inTable: boolean;
};

/** Warnings of one kind in a section: one reason may serve those that have none. */
export type WarningKind = {
  /** Name of the field for all of them: section and kind. */
  id: string;
  title: string;
  /** How many have no reason that holds. */
  missing: number;
  /** The one reason that served them before their figures changed; it is offered again, to be checked. */
  former: string | null;
  lines: FindingLine[];
};

export type SectionLine = {
  name: string;
  number: number;
  title: string;
  sign: Sign;
  href: string;
  /** May the person who looks change its answers, or some of them? */
  mayFill: boolean;
  /** Is it open for changes now, and has it an answer? */
  isOpen: boolean;
  isAnswered: boolean;
  answers: number;
  /** Figures with an answer, of those the section can ask for; conditions may leave some out. */
  figures: { known: number; asked: number };
  findings: FindingLine[];
  errors: number;
  reasonsMissing: number;
  waitsForSignature: boolean;
  isReady: boolean;
  receipt: string | null;
  noAnswer: { code: string; lang: Lang; text: string } | null;
  kinds: WarningKind[];
  returned: ReturnedLine[];
  /** Reasons of the return nothing was done about. */
  unanswered: number;
};

export type Rights = { submit: boolean; signOff: boolean; declare: boolean; correct: boolean };

import type { Lang } from "~/domain/dictionary";
import type { Level } from "~/domain/finding";
import type { Sign } from "./review-sign";

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

export type SectionLine = {
  name: string;
  number: number;
  title: string;
  sign: Sign;
  href: string;
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
  returned: { label: string; lang: Lang; text: string }[];
};

export type Rights = { submit: boolean; signOff: boolean; declare: boolean; correct: boolean };

import type { Explained } from "~/domain/check/findings-of";
import type { Lang, Unit } from "~/domain/dictionary/dictionary";
import type { Parameters } from "~/domain/questionnaire/parameters";
import { isDelegated } from "~/domain/submission/delegated";
import type { LastAccepted } from "~/domain/submission/last-accepted";
import type { AcceptedRow } from "~/domain/submission/last-accepted-rows";
import type { SectionState } from "~/domain/submission/submission";
import type { Standing } from "~/survey/outbox/state";
import type { ReadingPart } from "./section/reading";

/** A section as the task list shows it. */
export type SectionLine = {
  name: string;
  number: number;
  title: string;
  shortTitle: string;
  state: SectionState;
  /** Has anything in it been answered? */
  begun: boolean;
  /** Of what is asked now: figures, or questions where no figure is asked; `hidden` = nothing in it is asked. */
  known: number;
  asked: number;
  figures: boolean;
  hidden: boolean;
  /** Reasons that still wait for an answer after a return. */
  reasons: number;
  tables: { name: string; title: string; questions: string[]; known: number; asked: number; hidden: boolean }[];
};

/** Why a section cannot be changed by this person now. */
export type Closed = "submitted" | "accepted" | "no-answer" | "closed" | "scheduled" | "role";

export type Returned = { at: string; by: string | null; reasons: { path: string | null; text: string; lang: Lang }[] };

/** What the server gives the fill page: everything a person needs to go on even when the line is cut. */
export type FillData = {
  lang: Lang;
  key: { round: string; country: string; number: number };
  now: string;
  person: { id: number; name: string };
  round: {
    title: string;
    referencePeriod: string;
    softDeadlineAt: string;
    hardDeadlineAt: string;
    parameters: Parameters;
  };
  /** The section asked for. */
  section: { name: string; number: number; title: string };
  sections: SectionLine[];
  closed: Record<string, Closed | null>;
  /**
   * Paths delegated to a contributor, and by section the titles of the questions she was given there (empty = the whole
   * section); null = she may write everywhere.
   */
  delegated: { prefixes: string[]; titles: Record<string, string[]> } | null;
  /** May she submit or sign off? A contributor's part ends with the answers. */
  maySubmit: boolean;
  returned: Record<string, Returned | null>;
  definition: unknown;
  answers: [string, Standing][];
  accepted: [string, LastAccepted[]][];
  /** Rows of open tables accepted before, by table. */
  acceptedRows: [string, AcceptedRow[]][];
  findings: Explained[];
  units: Pick<Unit, "code" | "symbol" | "one" | "decimals">[];
  /** Indicators of the questionnaire that count, with their own unit. */
  counted: [indicator: string, unit: string][];
  axes: { id: string; name: string }[];
  reading: ReadingPart[];
};

/** Which paths of a section the person may change now; of a question, `within` it: any part of it. */
export function writableIn({ closed, delegated }: Pick<FillData, "closed" | "delegated">, section: string) {
  const prefixes = delegated?.prefixes ?? null;
  return (path: string, within = false): boolean =>
    closed[section] === null &&
    (isDelegated(prefixes, section, path) ||
      (within && prefixes?.some((prefix) => prefix.startsWith(`${path}/`)) === true));
}

/** A line of the log of one answer. */
export type LoggedChange = { seq: number; value: unknown; reason: string | null; by: string | null; at: string };

/** Under which name a browser keeps what one person typed for one submission and what is not acknowledged yet. */
export function outboxScope(person: number, key: FillData["key"]): string {
  return `${person}|${key.round}/${key.country}/${key.number}`;
}

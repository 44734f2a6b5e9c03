import { createContext, useCallback, useContext, useSyncExternalStore } from "react";
import type { Lang } from "~/domain/dictionary/dictionary";
import type { Figure } from "~/domain/figure/figure";
import type { Objection } from "~/domain/figure/weigh-typed";
import type { Question } from "~/domain/questionnaire/questionnaire";
import type { AcceptedRow } from "~/domain/submission/last-accepted-rows";
import type { UnitWords } from "~/i18n/units";
import type { AnswerStore, PathView } from "./answer-store";

/** A value accepted before, beside which the new one is typed. */
export type Accepted = { period: string; figure: Figure } | { period: string; code: string };

export type GivenReason = {
  check: string;
  at: string;
  related: readonly string[];
  serves: "figure" | "row" | "table";
  reason: string;
};

/** What is known around the answers of a section; the object stays the same while the section is open. */
export type Fill = {
  store: AnswerStore;
  lang: Lang;
  questions: ReadonlyMap<string, Question>;
  /** Values accepted before, newest first, by path. */
  accepted: ReadonlyMap<string, readonly Accepted[]>;
  /** Rows of open tables accepted before, newest first, by table. */
  acceptedRows: ReadonlyMap<string, readonly AcceptedRow[]>;
  /** Reference period of the round. */
  period: string;
  /** May answers of the section be changed? */
  writable: boolean;
  /** May this path be changed: is the section open, and the path delegated to a contributor? `within`: any part of it. */
  mayWrite: (path: string, within?: boolean) => boolean;
  /** Words for a unit: short for cells, its forms after a number, and the spellings that may be typed there. */
  unitOf: (unit: string | null) => { short: string; after?: UnitWords; spellings: readonly string[] };
  /** Names the place of an answer with its table and question, `4.6 People by age: total`. */
  placeOf: (path: string) => string;
  /** What stands against a figure at a path, said while it is typed. */
  weigh: (path: string, figure: Figure) => Objection | null;
  /** Name of the person who fills in, as the log writes it. */
  me: string;
  /** The instant the page was opened, for "today". */
  openedAt: string;
  /** Gives a reason for a warning; false when it was not saved. */
  giveReason: (given: GivenReason) => Promise<boolean>;
  /** Name of a dimension, for the head of the rows; empty when it needs none. */
  nameOfAxis: (dimension: string | undefined) => string;
  /** Called at each drawing of a cell; a test counts them. */
  onDraw?: (path: string) => void;
};

export const FillContext = createContext<Fill | null>(null);

/** The surroundings of the section; outside of a fill page there are none, which is a bug. */
export function useFill(): Fill {
  const fill = useContext(FillContext);
  if (!fill) throw new Error("useFill outside of FillContext");
  return fill;
}

/** The view of one path; the component draws itself again only when this path changes. */
export function usePath(store: AnswerStore, path: string): PathView {
  const subscribe = useCallback((listener: () => void) => store.subscribe(path, listener), [store, path]);
  return useSyncExternalStore(subscribe, () => store.view(path));
}

/** Can a step of hers still be taken back? Its notice closes when it cannot. */
export function useCanUndo(store: AnswerStore, step: number | null): boolean {
  const subscribe = useCallback((listener: () => void) => store.subscribeAll(listener), [store]);
  return useSyncExternalStore(subscribe, () => step !== null && store.canUndo(step));
}

/** The id of the input of a path, for labels, findings and focus. */
export function fieldId(path: string): string {
  return `at-${path.replace(/[^A-Za-z0-9]/g, (sign) => `_${sign.charCodeAt(0)}`)}`;
}

import { useCallback, useSyncExternalStore } from "react";
import { isProblem, parseFigure } from "~/domain/figure/figure";
import type { Question } from "~/domain/questionnaire/questionnaire";
import { valueAt } from "~/survey/outbox/move-outbox";
import type { OutboxState } from "~/survey/outbox/state";
import { AnswerConflict } from "./answer-conflict.client";
import { AnswerUnkept } from "./answer-unkept.client";
import { useFill, usePath } from "./context";

/** What is not settled in a question, part by part: two values, or an answer the collection did not take. */
export function Troubles({ question, path }: { question: Question; path: string }) {
  const { store } = useFill();
  const subscribe = useCallback((listener: () => void) => store.subscribeAll(listener), [store]);
  const listed = useSyncExternalStore(subscribe, () => troubledPaths(store.state(), question, path).join("\n"));
  if (listed === "") return null;
  return listed.split("\n").map((at) => <Trouble key={at} path={at} isPart={at !== path} />);
}

function Trouble({ path, isPart }: { path: string; isPart: boolean }) {
  const { store, placeOf } = useFill();
  const view = usePath(store, path);
  const { conflict, unkept } = view;
  const place = isPart ? placeOf(path) : "";
  if (conflict) return <AnswerConflict path={path} conflict={conflict} place={place} />;
  // A figure that cannot be read, or is not what may be, says so itself where it is typed.
  if (!unkept || unkept.value === undefined) return null;
  if (unkept.findings.length > 0 && !isProblem(parseFigure(unkept.value))) return null;
  return <AnswerUnkept path={path} unkept={unkept} place={place} />;
}

/**
 * Paths of a question that are not settled and that nothing else shows: cells of a table show themselves, questions in
 * the rows of an open table are questions of their own. Where a row is gone, its table is the only place left.
 */
export function troubledPaths(state: OutboxState, { kind }: Question, path: string): string[] {
  const { conflicts, unkept } = state;
  if (kind === "figuregrid" || conflicts.size + unkept.size === 0) return [];
  const rows = kind === "panel" ? valueAt(state, `${path}/#rows`) : null;
  const isShownInRow = (at: string) =>
    kind === "panel" && !at.endsWith("/#rows") && Array.isArray(rows) && rows.includes(at.split("/")[1]);
  const own = [...conflicts.keys(), ...unkept.keys()].filter((at) => at === path || at.startsWith(`${path}/`));
  return [...new Set(own)].filter((at) => !isShownInRow(at));
}

import { useState } from "react";
import type { AnswerStore } from "./answer-store";

/** Texts of the drawer that are not committed yet, by figure and part: the drawer shows one figure at a time. */
const draftsOf = new WeakMap<AnswerStore, Map<string, string>>();

/** A text being written beside a figure; it is still there when the person comes back to the figure. Null = none. */
export function useDraft(store: AnswerStore, at: string): [string | null, (text: string | null) => void] {
  const drafts = draftsOf.get(store) ?? new Map<string, string>();
  draftsOf.set(store, drafts);
  const [text, setText] = useState<string | null>(() => drafts.get(at) ?? null);
  const put = (next: string | null) => {
    if (next === null) drafts.delete(at);
    else drafts.set(at, next);
    setText(next);
  };
  return [text, put];
}

import { useCallback, useSyncExternalStore } from "react";
import type { AnswerStore } from "~/survey/fill/answer-store";
import { readKept, writeKept } from "~/ui/kept-texts";

/** What a text is about: a measure or the note of a figure, or the reason for a warning of this check. */
export type DraftPart = "lo" | "hi" | "n" | "note" | `why ${string}`;

/** Texts beside figures that are not committed yet, by figure and part; `key` = where this window keeps them. */
type Drafts = { key: string | null; texts: Map<string, string>; listeners: Set<() => void> };

const draftsOf = new WeakMap<AnswerStore, Drafts>();

function of(store: AnswerStore): Drafts {
  const drafts = draftsOf.get(store) ?? { key: null, texts: new Map(), listeners: new Set() };
  draftsOf.set(store, drafts);
  return drafts;
}

function onChange(store: AnswerStore, listener: () => void): () => void {
  const { listeners } = of(store);
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/**
 * Keeps the texts in this window from now on, and brings those it kept before a reload or a look at another page.
 * @param scope  names the submission and the person
 */
export function keepDrafts(store: AnswerStore, scope: string): void {
  const drafts = of(store);
  drafts.key = `drafts ${scope}`;
  for (const [at, text] of readKept(drafts.key)) if (!drafts.texts.has(at)) drafts.texts.set(at, text);
  for (const listener of drafts.listeners) listener();
}

/** A text being written beside a figure; it is still there when the person comes back to the figure. Null = none. */
export function useDraft(
  store: AnswerStore,
  path: string,
  part: DraftPart,
): [string | null, (text: string | null) => void] {
  const at = `${path}\n${part}`;
  const subscribe = useCallback((listener: () => void) => onChange(store, listener), [store]);
  const text = useSyncExternalStore(subscribe, () => of(store).texts.get(at) ?? null);
  const put = (next: string | null) => {
    const { key, texts, listeners } = of(store);
    if (next === null) texts.delete(at);
    else texts.set(at, next);
    if (key !== null) writeKept(key, texts);
    for (const listener of listeners) listener();
  };
  return [text, put];
}

/** Is a text of this part being written beside the figure? */
export function hasDraft(store: AnswerStore, path: string, part: DraftPart): boolean {
  return of(store).texts.has(`${path}\n${part}`);
}

/** Figures beside which a text stands that is not saved yet, one entry for each text. */
export function useStandingDrafts(store: AnswerStore): readonly string[] {
  const subscribe = useCallback(
    (listener: () => void) => {
      const ends = [onChange(store, listener), store.subscribeAll(listener), store.subscribeFocus(listener)];
      return () => {
        for (const end of ends) end();
      };
    },
    [store],
  );
  const joined = useSyncExternalStore(subscribe, () => standingDrafts(store).join("\n"));
  return joined === "" ? [] : joined.split("\n");
}

/**
 * A text counts while its field can be reached: a bound while the figure has a value, a reason while its warning stands.
 * Warnings of a section that is not open are not known; its texts count when it is.
 */
export function standingDrafts(store: AnswerStore): string[] {
  return [...of(store).texts.keys()].flatMap((at) => {
    const [path = "", part = ""] = at.split("\n");
    const { figure, findings } = store.view(path);
    const stands = part.startsWith("why ")
      ? findings.some(({ finding }) => finding.level === "warning" && finding.check === part.slice("why ".length))
      : part === "note"
        ? figure !== null
        : figure?.v != null;
    return stands ? [path] : [];
  });
}

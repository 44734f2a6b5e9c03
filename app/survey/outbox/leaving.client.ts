import type { AnswerStore } from "~/survey/fill/answer-store";

type Needs = {
  store: AnswerStore;
  /** Does the browser keep what waits? */
  isKept: () => boolean;
  /** Called when the page goes out of sight. */
  onHidden: () => void;
};

/**
 * Keeps what is being typed when the page is left: by reload, close, the browser's own Back, or a switch to another tab
 * from which a telephone may not come back. Without a place to keep it, the browser asks before it leaves.
 */
export function watchLeaving({ store, isKept, onHidden }: Needs): () => void {
  const beforeUnload = (event: BeforeUnloadEvent) => {
    commitTyping();
    const { waiting, conflicts, unkept } = store.state();
    if (!isKept() && waiting.length + conflicts.size + unkept.size > 0) event.preventDefault();
  };
  const hidden = () => {
    if (document.visibilityState !== "hidden") return;
    const typing = store.typing();
    if (typing === null) commitAndStay();
    // She may come back and type on: the text is kept beside, the cell stays open.
    else store.dispatch({ kind: "unread", path: typing.path, raw: typing.text, reading: null, at: store.now() });
    onHidden();
  };
  window.addEventListener("beforeunload", beforeUnload);
  window.addEventListener("pagehide", commitTyping);
  // Before whoever takes the section off the page.
  window.addEventListener("popstate", commitTyping, { capture: true });
  document.addEventListener("visibilitychange", hidden);
  return () => {
    window.removeEventListener("beforeunload", beforeUnload);
    window.removeEventListener("pagehide", commitTyping);
    window.removeEventListener("popstate", commitTyping, { capture: true });
    document.removeEventListener("visibilitychange", hidden);
  };
}

/** Commits what is being typed anywhere on the page: every field writes what it holds when it loses the focus. */
export function commitTyping(): void {
  focusedField()?.blur();
}

function commitAndStay(): void {
  const field = focusedField();
  field?.blur();
  field?.focus({ preventScroll: true });
}

function focusedField(): HTMLElement | null {
  const field = document.activeElement;
  return field instanceof HTMLElement && field.matches("textarea, input:not([type=radio], [type=checkbox])")
    ? field
    : null;
}

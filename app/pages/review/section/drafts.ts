import { useEffect } from "react";
import { textBoxes } from "./texts";

/** `chosen`: texts that become public, by name and value of the boxes the reviewer ticked. */
type Draft = { open: string[]; texts: Record<string, string>; chosen?: string[] };

/**
 * Keeps reasons that are being written, and which texts become public, in this window's session store, so that sorting anew, a reload or a look at
 * another page loses nothing; emptied once the section was returned.
 * @param key    names the section and the seq it was submitted at
 * @param after  called when kept reasons were put back
 */
export function useReasonDrafts(key: string, form: () => HTMLFormElement | null, after: () => void): () => void {
  // biome-ignore lint/correctness/useExhaustiveDependencies: put back once for each section, not at every render
  useEffect(() => {
    const element = form();
    const text = sessionStorage.getItem(key);
    if (!element || text === null) return;
    const draft = JSON.parse(text) as Draft;
    for (const box of element.querySelectorAll<HTMLInputElement>('input[name="open"]')) {
      if (draft.open.includes(box.value)) box.checked = true;
    }
    for (const field of element.querySelectorAll<HTMLTextAreaElement>('textarea[name^="reason:"]')) {
      const kept = draft.texts[field.name];
      if (kept !== undefined && field.value === "") field.value = kept;
    }
    for (const box of textBoxes(element)) box.checked ||= draft.chosen?.includes(`${box.name} ${box.value}`) ?? false;
    after();
  }, [key]);

  return () => {
    const element = form();
    if (!element) return;
    const data = new FormData(element);
    const shown = [...element.querySelectorAll<HTMLTextAreaElement>('textarea[name^="reason:"]')].map(
      ({ name }) => name,
    );
    const former = JSON.parse(sessionStorage.getItem(key) ?? '{"open":[],"texts":{}}') as Draft;
    // Rows that are not shown now keep what was written before.
    const hidden = Object.entries(former.texts).filter(([name]) => !shown.includes(name));
    const texts = shown.map((name) => [name, String(data.get(name) ?? "")] as const).filter(([, text]) => text !== "");
    const open = [
      ...data.getAll("open").map(String),
      ...former.open.filter((path) => !shown.includes(`reason:${path}`)),
    ];
    const chosen = textBoxes(element).flatMap((box) => (box.checked ? [`${box.name} ${box.value}`] : []));
    sessionStorage.setItem(key, JSON.stringify({ open, texts: Object.fromEntries([...hidden, ...texts]), chosen }));
  };
}

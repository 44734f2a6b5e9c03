import { useEffect } from "react";

/**
 * Keeps the texts being written in a form in this window's session store, so that a reload or a look at another page
 * loses nothing.
 * @param key      names the form
 * @param refusal  the answer to a submit that did not take the texts; they are kept again then
 * @returns        `keep` after each change, `forget` when they are sent
 */
export function useKeptTexts(
  key: string,
  form: () => HTMLFormElement | null,
  refusal: unknown,
): { keep(): void; forget(): void } {
  const keep = () => {
    const written = fields(form()).filter((field) => field.value !== field.defaultValue);
    writeKept(key, new Map(written.map(({ name, value }) => [name, value])));
  };
  // biome-ignore lint/correctness/useExhaustiveDependencies: put back once for each form, not at every render
  useEffect(() => {
    const texts = readKept(key);
    for (const field of fields(form())) {
      const text = texts.get(field.name);
      // What was written since the page came stays.
      if (text !== undefined && field.value === field.defaultValue) field.value = text;
    }
  }, [key]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: only a new refusal gives the texts back
  useEffect(() => {
    if (refusal) keep();
  }, [refusal]);
  return { keep, forget: () => writeKept(key, new Map()) };
}

function fields(form: HTMLFormElement | null): HTMLTextAreaElement[] {
  return form ? [...form.querySelectorAll<HTMLTextAreaElement>("textarea[name]")] : [];
}

/** Texts this window keeps under a key, by name. */
export function readKept(key: string): Map<string, string> {
  try {
    return new Map(Object.entries(JSON.parse(sessionStorage.getItem(key) ?? "{}") as Record<string, string>));
  } catch {
    return new Map();
  }
}

/** Keeps texts under a key in this window until they are sent; none = forgets the key. */
export function writeKept(key: string, texts: ReadonlyMap<string, string>): void {
  try {
    if (texts.size === 0) sessionStorage.removeItem(key);
    else sessionStorage.setItem(key, JSON.stringify(Object.fromEntries(texts)));
  } catch {
    // A browser that keeps nothing must not stop the person from writing.
  }
}

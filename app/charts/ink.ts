/** A colour of the palette as a canvas takes it, `rgb(27, 27, 27)`: read where the chart stands, forced colours included. */
export type Ink = (colour: string) => string;

/** Reads the colours of the palette at an element of the page. */
export function inkAt(element: HTMLElement): Ink {
  const known = new Map<string, string>();
  return (colour) => {
    const found = known.get(colour);
    if (found !== undefined) return found;
    const probe = document.createElement("span");
    probe.hidden = true;
    probe.style.setProperty("forced-color-adjust", "none");
    probe.style.color = colour;
    element.append(probe);
    const read = getComputedStyle(probe).color;
    probe.remove();
    known.set(colour, read);
    return read;
  };
}

/** The same colour, half as strong. */
export function faded(colour: string): string {
  return colour.replace(/^rgb\((.+)\)$/, "rgba($1, 0.5)");
}

/** Calls back when the reader's system takes other colours. @returns  what ends it */
export function onOtherColours(then: () => void): () => void {
  const questions = ["(forced-colors: active)", "(prefers-color-scheme: dark)"].map((query) => matchMedia(query));
  for (const one of questions) one.addEventListener("change", then);
  return () => {
    for (const one of questions) one.removeEventListener("change", then);
  };
}

/*
 * Colours and shapes of charts. Four highlighted lines at most; colour is never alone (one marker shape each).
 *
 * @source facts/chart-grammar.md §4: contrast on white 5.2, 3.1, 3.2, 17.2; weakest pair 39 (dE76) under simulated
 * deutan, protan and tritan vision.
 */
export const lineColours = ["#0072B2", "#EE6677", "#B58900", "#1B1B1B"] as const;

/** One shape per highlighted line; the diamond is kept for the first value after a break. */
export const shapes = ["circle", "square", "triangle", "down"] as const;
export type Shape = (typeof shapes)[number] | "diamond";

export const mostHighlighted = lineColours.length;

/*
 * Colours by the names of tokens.css, which under forced colours are those of the reader's system; a canvas asks for
 * them by ink.ts. What only charts use has its colour here.
 */
export const contextColour = "var(--context, #8A8A8A)";
/** Grey lines when many stand together: lighter, since the table holds them all. */
export const crowdColour = "var(--crowd, #C4C4C0)";
export const gridColour = "var(--grid, #E5E5E5)";
export const inkColour = "var(--ink)";
export const mutedColour = "var(--muted)";
export const paperColour = "var(--paper)";
/** Paper around a word that stands on lines, px. */
export const underWords = 5;
export const focusColour = "var(--focus)";
export const oldColour = "var(--context, #8A8A8A)";

/** Colour of the highlighted line at a place; places past the fourth are not drawn. */
export function colourAt(place: number): string {
  const colour = lineColours[place];
  return colour === undefined ? contextColour : `var(--line-${place + 1}, ${colour})`;
}

/** Marker shape of the highlighted line at a place. */
export function shapeAt(place: number): Shape {
  return shapes[place] ?? "circle";
}

/**
 * Outline of a marker round (x, y) as an SVG path.
 * @param r  radius in px; shapes are sized so that they weigh alike
 */
export function markerPath(shape: Shape, x: number, y: number, r: number): string {
  const p = (dx: number, dy: number) => `${round(x + dx * r)} ${round(y + dy * r)}`;
  switch (shape) {
    case "circle":
      return `M${p(-1, 0)}a${round(r)} ${round(r)} 0 1 0 ${round(2 * r)} 0a${round(r)} ${round(r)} 0 1 0 ${round(-2 * r)} 0Z`;
    case "square":
      return `M${p(-0.95, -0.95)}L${p(0.95, -0.95)}L${p(0.95, 0.95)}L${p(-0.95, 0.95)}Z`;
    case "triangle":
      return `M${p(0, -1.2)}L${p(1.15, 0.9)}L${p(-1.15, 0.9)}Z`;
    case "down":
      return `M${p(0, 1.2)}L${p(1.15, -0.9)}L${p(-1.15, -0.9)}Z`;
    case "diamond":
      return `M${p(0, -1.45)}L${p(1.3, 0)}L${p(0, 1.45)}L${p(-1.3, 0)}Z`;
    default: {
      const never: never = shape;
      return never;
    }
  }
}

/** Rounds to a hundredth of a pixel, so that paths stay short. */
export function round(value: number): number {
  return Math.round(value * 100) / 100;
}

/** A number in [0, 1) that depends on the text alone (FNV-1a with a final mix): the demonstration has no other chance. */
export function hash(text: string): number {
  let h = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) h = Math.imul(h ^ text.charCodeAt(i), 0x01000193);
  h = Math.imul(h ^ (h >>> 16), 0x21f0aaad);
  h = Math.imul(h ^ (h >>> 15), 0x735a2d97);
  return ((h ^ (h >>> 15)) >>> 0) / 4294967296;
}

/** A number between two bounds that depends on the text alone. */
export function between(text: string, low: number, high: number): number {
  return low + (high - low) * hash(text);
}

/** One of a list, by the text alone. */
export function pick<T>(text: string, list: readonly T[]): T {
  return list[Math.floor(hash(text) * list.length)]!;
}

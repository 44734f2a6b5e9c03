import { regionOf } from "~/domain/dictionary/regions";

/*
 * Which countries stand out on a chart until the reader names others. No ranking and no alphabet: the longest series
 * first, spread over the regions, and lot where several are equal.
 */

/** A series this much shorter than the longest still counts as one of the longest. */
const nearlyAsLong = 0.9;

/**
 * Chooses countries to highlight: one region after the other, each time a country with one of the longest series.
 *
 * Lot decides between equals, for regions and countries alike. It is drawn from the indicator's code, so that it is the
 * same for every reader and release, and another one for another indicator.
 * @param lengths  country → how many values of the common definition its series has; 0 is never chosen
 * @returns        at most `most` codes, in the order of codes
 */
export function chooseHighlighted(lengths: ReadonlyMap<string, number>, indicator: string, most: number): string[] {
  const lot = (text: string) => drawLot(`${indicator} ${text}`);
  const ordered = [...lengths]
    .filter(([, length]) => length > 0)
    .sort(([a, left], [b, right]) => right - left || lot(a) - lot(b));
  const longest = ordered[0]?.[1] ?? 0;
  const pool = ordered.filter(([, length], at) => at < most || length >= longest * nearlyAsLong);
  const regions = [...new Set(pool.map(([code]) => regionOf(code)))].sort((a, b) => lot(a) - lot(b));
  const queues = regions.map((region) =>
    pool
      .map(([code]) => code)
      .filter((code) => regionOf(code) === region)
      .sort((a, b) => lot(a) - lot(b)),
  );
  const chosen: string[] = [];
  for (let round = 0; chosen.length < Math.min(most, pool.length); round++)
    for (const queue of queues) {
      const code = queue[round];
      if (code !== undefined && chosen.length < most) chosen.push(code);
    }
  return chosen.sort();
}

/** A number that looks like chance and is the same for the same text (FNV-1a, mixed once more). */
function drawLot(text: string): number {
  let hash = 0x811c9dc5;
  for (const letter of text) hash = Math.imul(hash ^ (letter.codePointAt(0) ?? 0), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d);
  return (hash ^ (hash >>> 13)) >>> 0;
}

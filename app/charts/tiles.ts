/*
 * One equal square per country, roughly in place: every country can be read, clicked and reached by keyboard, and San
 * Marino weighs as much as France. The drawing takes no position on borders. Columns 1–12, rows 1–8 (mock home-1280).
 */
const places: Record<string, [column: number, row: number]> = {
  IS: [3, 1],
  NO: [6, 1],
  SE: [7, 1],
  FI: [8, 1],
  EE: [8, 2],
  IE: [3, 3],
  BE: [4, 3],
  LU: [5, 3],
  CZ: [6, 3],
  PL: [7, 3],
  LT: [8, 3],
  FR: [4, 4],
  CH: [5, 4],
  LI: [6, 4],
  AT: [7, 4],
  SK: [8, 4],
  UA: [9, 4],
  PT: [3, 5],
  MC: [4, 5],
  IT: [5, 5],
  SI: [6, 5],
  HR: [7, 5],
  HU: [8, 5],
  RO: [9, 5],
  MD: [10, 5],
  MX: [1, 6],
  SM: [5, 6],
  BA: [7, 6],
  RS: [8, 6],
  BG: [9, 6],
  GE: [11, 6],
  AZ: [12, 6],
  MA: [3, 7],
  MT: [5, 7],
  ME: [7, 7],
  MK: [8, 7],
  TR: [10, 7],
  AM: [11, 7],
  GR: [8, 8],
  CY: [10, 8],
  IL: [11, 8],
};

/** Place of a country on the tile grid; null for one without a tile: it stands in the list beside it. */
export function tileOf(code: string): { column: number; row: number } | null {
  const place = places[code];
  return place ? { column: place[0], row: place[1] } : null;
}

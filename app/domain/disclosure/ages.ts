/*
 * Age bands contain each other without a tree in their list: 15–24 lies in 15–34 and in 15–64. For disclosure the sums
 * matter, so each band stands under the narrowest one that holds it.
 */

/** Reads `Y15T64`, `Y_LT15`, `Y_GE65` as first and last year of age; null for any other code. */
function toRange(code: string): [number, number] | null {
  const band = /^Y(\d+)T(\d+)$/.exec(code);
  if (band) return [Number(band[1]), Number(band[2])];
  const below = /^Y_LT(\d+)$/.exec(code);
  if (below) return [0, Number(below[1]) - 1];
  const from = /^Y_GE(\d+)$/.exec(code);
  return from ? [Number(from[1]), Number.POSITIVE_INFINITY] : null;
}

/** Band → the narrowest other band that holds it; codes that are no age bands have none. */
export function ageParents(codes: readonly string[]): Map<string, string> {
  const bands = codes.flatMap((code) => {
    const range = toRange(code);
    return range ? [{ code, from: range[0], to: range[1] }] : [];
  });
  const width = (band: { from: number; to: number }) => band.to - band.from;
  return new Map(
    bands.flatMap((band) => {
      const holders = bands.filter((one) => one.code !== band.code && one.from <= band.from && one.to >= band.to);
      const [nearest] = holders.sort((a, b) => width(a) - width(b) || a.from - b.from);
      return nearest ? [[band.code, nearest.code] as const] : [];
    }),
  );
}

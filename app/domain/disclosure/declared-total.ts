import type { SystemCell } from "./cells";
import type { SystemRule } from "./system";

/** Number of the total nobody reported: it is in no release. */
export const declaredTotal = -1;

/**
 * Adds the total of a table to its cells where the country declared it confidential and reported the parts alone (a total
 * without value, hidden or not available, is none): whoever adds them up has it, so it is protected like a reported one.
 *
 * The parts are added up along each way the table is split, of a tree the highest codes only; where several ways give a sum,
 * the largest stands. A way with a part that has no value gives none.
 */
export function withDeclaredTotal(
  cells: readonly SystemCell[],
  confidential: boolean,
  parentOf: SystemRule["parentOf"],
): SystemCell[] {
  const isTotal = ({ codes }: SystemCell) => Object.keys(codes).length === 0;
  if (!confidential || cells.some((one) => isTotal(one) && one.cell.value !== null)) return [...cells];
  const parts = cells.filter((one) => !isTotal(one));
  const ways = new Map<string, SystemCell[]>();
  for (const one of parts) {
    const way = Object.keys(one.codes).sort().join(" ");
    ways.set(way, [...(ways.get(way) ?? []), one]);
  }
  const sums = [...ways.values()].flatMap((way) => sumOf(way, parentOf) ?? []);
  if (sums.length === 0) return [...cells];
  const cell = { value: Math.max(...sums), exempt: false, known: false, confidential: true, hiddenByCountry: false };
  return [...parts, { id: declaredTotal, codes: {}, cell }];
}

function sumOf(way: readonly SystemCell[], parentOf: SystemRule["parentOf"]): number | null {
  const asked = new Set(
    way.flatMap(({ codes }) => Object.entries(codes).map(([dimension, code]) => `${dimension} ${code}`)),
  );
  const isPart = (dimension: string, code: string): boolean => {
    const parent = parentOf(dimension, code);
    return parent !== undefined && (asked.has(`${dimension} ${parent}`) || isPart(dimension, parent));
  };
  let sum = 0;
  for (const { codes, cell } of way) {
    if (Object.entries(codes).some(([dimension, code]) => isPart(dimension, code))) continue;
    if (cell.value === null) return null;
    sum += cell.value;
  }
  return sum;
}

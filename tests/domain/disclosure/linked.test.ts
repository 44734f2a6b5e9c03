import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { SystemCell } from "~/domain/disclosure/cells";
import { suppressLinked } from "~/domain/disclosure/linked";
import { runs } from "../../support/runs";

/* Two tables of the same persons: drug × sex and drug × route. The sums by drug are the same numbers in both. */

const drugs = ["OPI", "COC"] as const;
type Inside = [number, number][];
const rule = { threshold: 3, protectZeros: false, parentOf: () => undefined };

/** Cells of one table with its sums; ids from `first` on, in rows with their sum last. */
function table(inside: Inside, split: string, codes: [string, string], first: number): SystemCell[] {
  const cells: SystemCell[] = [];
  const add = (own: Record<string, string>, value: number) =>
    cells.push({ id: first + cells.length, codes: own, cell: { value } });
  inside.forEach(([a, b], row) => {
    const drug = { SUBSTANCE: drugs[row]! };
    add({ ...drug, [split]: codes[0] }, a);
    add({ ...drug, [split]: codes[1] }, b);
    add(drug, a + b);
  });
  const [top, below] = inside as [[number, number], [number, number]];
  add({ [split]: codes[0] }, top[0] + below[0]);
  add({ [split]: codes[1] }, top[1] + below[1]);
  add({}, top[0] + top[1] + below[0] + below[1]);
  return cells;
}

function both(sexes: Inside, routes: Inside) {
  const one = table(sexes, "SEX", ["F", "M"], 0);
  const other = table(routes, "ROUTE", ["INJ", "SMOKE"], 100);
  const linked = suppressLinked([
    { cells: one, rule },
    { cells: other, rule },
  ]);
  return { cells: [...one, ...other], hidden: linked.hidden };
}

const idOf = (cells: readonly SystemCell[], codes: Record<string, string>, from: number) =>
  cells.find((one) => one.id >= from && JSON.stringify(one.codes) === JSON.stringify(codes))!.id;

describe("tables of the same persons", () => {
  it("withhold a sum in each of them that one of them withholds, and protect it there too", () => {
    // A table of drugs alone: cocaine is small, opioids would give it away from the total.
    const drugsOnly: SystemCell[] = [
      { id: 0, codes: {}, cell: { value: 100 } },
      { id: 1, codes: { SUBSTANCE: "OPI" }, cell: { value: 98 } },
      { id: 2, codes: { SUBSTANCE: "COC" }, cell: { value: 2 } },
    ];
    const byRoute: SystemCell[] = [
      { id: 10, codes: { SUBSTANCE: "OPI" }, cell: { value: 98 } },
      { id: 11, codes: { ROUTE: "INJ", SUBSTANCE: "OPI" }, cell: { value: 40 } },
      { id: 12, codes: { ROUTE: "SMOKE", SUBSTANCE: "OPI" }, cell: { value: 58 } },
    ];
    const { hidden } = suppressLinked([
      { cells: drugsOnly, rule },
      { cells: byRoute, rule },
    ]);
    expect(hidden.get(2)).toBe("small");
    expect(hidden.has(1)).toBe(true);
    // 100 − 98 would be the 2; 40 + 58 would be the 98.
    expect(hidden.get(10)).toBe("gives-away");
    expect(hidden.has(11) || hidden.has(12)).toBe(true);
  });

  it("rest on no sum that the source of another table has published", () => {
    const one: SystemCell[] = [
      { id: 0, codes: {}, cell: { value: 100 } },
      { id: 1, codes: { SUBSTANCE: "OPI" }, cell: { value: 60 } },
      { id: 2, codes: { SUBSTANCE: "COC" }, cell: { value: 2 } },
      { id: 3, codes: { SUBSTANCE: "CAN" }, cell: { value: 38 } },
    ];
    const other: SystemCell[] = [{ id: 10, codes: { SUBSTANCE: "CAN" }, cell: { value: 38, exempt: true } }];
    const { hidden } = suppressLinked([
      { cells: one, rule },
      { cells: other, rule },
    ]);
    expect([...hidden.keys()].sort()).toEqual([1, 2]);
  });

  it("withhold a number of their own beside another one that a source has published", () => {
    const published = { value: 4, exempt: true };
    const hiddenOf = (...totals: SystemCell["cell"][]) =>
      suppressLinked(totals.map((cell, at) => ({ cells: [{ id: 10 * at, codes: {}, cell }], rule }))).hidden;
    // A small one, and one the country declares confidential; whichever table comes first.
    expect([...hiddenOf({ value: 1, exempt: true }, { value: 2 })]).toEqual([[10, "small"]]);
    expect([...hiddenOf(published, { value: 98, confidential: true })]).toEqual([[10, "confidential"]]);
    expect([...hiddenOf({ value: 98, confidential: true }, published)]).toEqual([[0, "confidential"]]);
    // The very number a source has published is public.
    expect([...hiddenOf(published, { value: 4, confidential: true })]).toEqual([]);
  });

  it("name the figure that public ones give away, whichever table it stands in", () => {
    const one: SystemCell[] = [
      { id: 0, codes: {}, cell: { value: 2, exempt: true } },
      { id: 1, codes: { SEX: "F" }, cell: { value: null } },
      { id: 2, codes: { SEX: "M" }, cell: { value: 0, exempt: true } },
    ];
    const other: SystemCell[] = [{ id: 10, codes: { SEX: "F" }, cell: { value: 2 } }];
    const linked = [one, other].map((cells) => ({ cells, rule }));
    for (const tables of [linked, linked.toReversed()]) {
      const { hidden, given } = suppressLinked(tables);
      expect([...hidden.keys()]).toEqual([10]);
      expect(given).toEqual([10]);
    }
  });

  it("leave a table alone that shares nothing with what is withheld", () => {
    const { cells, hidden } = both(
      [
        [1, 9],
        [8, 7],
      ],
      [
        [4, 6],
        [7, 8],
      ],
    );
    expect(hidden.has(idOf(cells, { SUBSTANCE: "OPI", SEX: "F" }, 0))).toBe(true);
    expect([...hidden.keys()].filter((id) => id >= 100)).toEqual([]);
  });

  it("show nobody a small count of either, by all numbers of both tried (brute force)", () => {
    const count = fc.integer({ min: 0, max: 4 });
    const pair = fc.tuple(count, count);
    fc.assert(
      fc.property(pair, pair, count, count, (opioids, cocaine, injected, injectedCocaine) => {
        const sums = [opioids[0] + opioids[1], cocaine[0] + cocaine[1]] as const;
        fc.pre(injected <= sums[0] && injectedCocaine <= sums[1]);
        const sexes: Inside = [opioids, cocaine];
        const routes: Inside = [
          [injected, sums[0] - injected],
          [injectedCocaine, sums[1] - injectedCocaine],
        ];
        const { cells, hidden } = both(sexes, routes);
        const possible = tryAll(cells, hidden, 7);
        for (const { id, cell } of cells) {
          if (cell.value === null || cell.value < 1 || cell.value >= rule.threshold) continue;
          expect(hidden.has(id)).toBe(true);
          expect(possible.get(id)!.size, JSON.stringify({ sexes, routes, id })).toBeGreaterThanOrEqual(rule.threshold);
        }
      }),
      { numRuns: runs(100) },
    );
  });
});

/**
 * Every number each withheld count of a row can have for somebody who knows both tables and their sums, by plain trying.
 * That a withheld cell is no zero he does not know: zeros go with a whole line or table.
 */
function tryAll(cells: readonly SystemCell[], hidden: ReadonlyMap<number, string>, most: number) {
  const given = new Map(cells.map(({ id, cell }) => [id, cell.value ?? 0]));
  const fits = (id: number, value: number) => hidden.has(id) || given.get(id) === value;
  const range = (id: number) =>
    hidden.has(id) ? Array.from({ length: most + 1 }, (_, value) => value) : [given.get(id)!];
  // Ids of a row: two parts and their sum, 0–2 and 3–5, the same from 100 on; below them the sums of the table, 6–8.
  const rowsFrom = (at: number): [number, number, number, number][] =>
    range(at).flatMap((a) =>
      range(at + 1)
        .filter((b) => fits(at + 2, a + b) && fits(102 + at, a + b))
        .flatMap((b) =>
          range(100 + at)
            .filter((c) => a + b - c >= 0 && fits(101 + at, a + b - c))
            .map((c): [number, number, number, number] => [a, b, c, a + b - c]),
        ),
    );
  const possible = new Map<number, Set<number>>(cells.map(({ id }) => [id, new Set()]));
  const below = rowsFrom(3);
  for (const [a, b, c, d] of rowsFrom(0)) {
    for (const [e, f, g, h] of below) {
      const total = a + b + e + f;
      if (!fits(8, total) || !fits(108, total) || !fits(6, a + e) || !fits(7, b + f)) continue;
      if (!fits(106, c + g) || !fits(107, d + h)) continue;
      const row = [a, b, a + b, e, f, e + f, a + e, b + f, total];
      const other = [c, d, a + b, g, h, e + f, c + g, d + h, total];
      for (const [id, value] of row.entries()) possible.get(id)!.add(value);
      for (const [id, value] of other.entries()) possible.get(100 + id)!.add(value);
    }
  }
  return possible;
}

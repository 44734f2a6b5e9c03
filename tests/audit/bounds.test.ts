import type { Highs } from "highs";
import { beforeAll, expect, it } from "vitest";
import { narrowness, widthsOf } from "~/audit/bounds";
import { loadSolver } from "~/audit/model";
import type { Constraint, System, Unknown } from "~/audit/system";
import { runs } from "../support/runs";

/* Widths against trying every number: hundreds of small systems made by chance. */

let highs: Highs;
beforeAll(async () => {
  highs = await loadSolver();
});

/** Chance that is the same every time. */
function dice(seed: number): (sides: number) => number {
  let state = seed >>> 0;
  return (sides) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * sides);
  };
}

const target = { k: 5, confidential: null };
const unknown = (more: Partial<Unknown>): Unknown => ({
  cell: null,
  fixed: null,
  by: null,
  lower: 0,
  zeroRule: null,
  whole: true,
  target: null,
  ...more,
});

/** A system with numbers that fit it; the first `free` unknowns add up to no more than `budget`, the rest follow from them. */
type Made = { system: System; free: number; budget: number };

/** Tries every number: least and most of each unknown. */
function tryAll({ system: { unknowns, constraints }, free, budget }: Made): { least: number[]; most: number[] } {
  const values = unknowns.map(() => 0);
  const least = unknowns.map(() => Number.POSITIVE_INFINITY);
  const most = unknowns.map(() => Number.NEGATIVE_INFINITY);
  const sumOf = ({ terms }: Constraint) => terms.reduce((all, { at, times }) => all + times * values[at]!, 0);
  const fits = (at: number) => (unknowns[at]!.fixed ?? values[at]) === values[at] && values[at]! >= unknowns[at]!.lower;
  const follow = () => {
    for (let at = free; at < unknowns.length; at++) {
      values[at] = 0;
      values[at] = 0 - sumOf(constraints.find(({ terms }) => terms[0]!.at === at)!);
      if (!fits(at)) return;
    }
    if (!constraints.every((one) => sumOf(one) >= one.lower - 1e-9 && sumOf(one) <= one.upper + 1e-9)) return;
    values.forEach((value, at) => {
      least[at] = Math.min(least[at]!, value);
      most[at] = Math.max(most[at]!, value);
    });
  };
  const go = (at: number, left: number): void => {
    if (at === free) {
      follow();
      return;
    }
    const { fixed, lower } = unknowns[at]!;
    for (let value = fixed ?? lower; value <= Math.min(fixed ?? left, left); value++) {
      values[at] = value;
      go(at + 1, left - value);
    }
  };
  go(0, budget);
  return { least, most };
}

/** A table of two by three with its sums, some of it withheld, and now and then an inequality. */
function someTable(roll: (sides: number) => number): Made {
  const rows = 2;
  const columns = 3;
  const inner = Array.from({ length: rows * columns }, () => Math.max(0, roll(6) - 1));
  const rowOf = (row: number) => inner.slice(row * columns, (row + 1) * columns).reduce((a, b) => a + b, 0);
  const columnOf = (column: number) => inner.filter((_, at) => at % columns === column).reduce((a, b) => a + b, 0);
  const truth = [...inner, rowOf(0), rowOf(1), columnOf(0), columnOf(1), columnOf(2), rowOf(0) + rowOf(1)];
  const unknowns = truth.map((value, at) => {
    const isWithheld = at < truth.length - 1 && roll(10) < (at < inner.length ? 7 : 4);
    return unknown(isWithheld ? { target, lower: value > 0 ? 1 : 0 } : { fixed: value });
  });
  const sum = (whole: number, parts: number[]): Constraint => ({
    terms: [{ at: whole, times: 1 }, ...parts.map((at) => ({ at, times: -1 }))],
    lower: 0,
    upper: 0,
    name: `${whole}`,
  });
  const constraints = [
    sum(6, [0, 1, 2]),
    sum(7, [3, 4, 5]),
    ...[0, 1, 2].map((column) => sum(8 + column, [column, column + 3])),
    sum(11, [6, 7]),
    sum(11, [8, 9, 10]),
  ];
  const [small, large] = [roll(6), roll(6)];
  if (truth[small]! < truth[large]!)
    constraints.push({
      terms: [
        { at: large, times: 1 },
        { at: small, times: -1 },
      ],
      lower: 0,
      upper: Number.POSITIVE_INFINITY,
      name: "inequality",
    });
  return { system: { area: "FR", period: "2024", unknowns, constraints }, free: 6, budget: truth.at(-1)! };
}

/** Sums with weights, where fractions fit that no whole numbers do. */
function someWeights(roll: (sides: number) => number): Made {
  const truth = Array.from({ length: 4 }, () => roll(6));
  const budget = 6 + truth.reduce((a, b) => a + b, 0);
  const unknowns = truth.map(() => unknown({ target }));
  const constraints: Constraint[] = [
    {
      terms: truth.map((_, at) => ({ at, times: 1 })),
      lower: 0,
      upper: budget,
      name: "all",
    },
  ];
  for (let row = 0; row < 3; row++) {
    const terms = truth.flatMap((_, at) => {
      const times = roll(7) - 3;
      return times === 0 ? [] : [{ at, times }];
    });
    const value = terms.reduce((all, { at, times }) => all + times * truth[at]!, 0);
    if (terms.length > 1) constraints.push({ terms, lower: value, upper: value + roll(2), name: `${row}` });
  }
  return { system: { area: "FR", period: "2024", unknowns, constraints }, free: unknowns.length, budget };
}

it.each([
  ["tables with their sums", someTable, 400],
  ["sums with weights", someWeights, 60],
] as const)("finds in %s what trying every number finds", { timeout: 120_000 }, (_, make, times) => {
  const seen = { narrow: 0, wide: 0 };
  for (let seed = 1; seed <= runs(times); seed++) {
    const made = make(dice(seed * 7919));
    const { system } = made;
    const all = tryAll(made);
    const { widths, leftOut } = widthsOf(highs, system);
    expect(leftOut).toEqual([]);
    expect(widths).toHaveLength(system.unknowns.filter((one) => one.target).length);
    for (const { at, least, most } of widths) {
      const truth = { least: all.least[at]!, most: all.most[at]! };
      const why = narrowness(target, { least, most });
      expect({ seed, at, why }).toEqual({ seed, at, why: narrowness(target, truth) });
      if (why !== null) expect({ seed, at, least, most }).toEqual({ seed, at, ...truth });
      // What is shown as wide lies within what fits.
      expect(least).toBeGreaterThanOrEqual(truth.least);
      expect(most).toBeLessThanOrEqual(truth.most);
      seen[why === null ? "wide" : "narrow"]++;
    }
  }
  expect(Math.min(seen.narrow, seen.wide)).toBeGreaterThan(20);
});

it("asks for whole numbers where fractions alone would reach far enough", () => {
  // 2a + 4b = 2c + 9 has fractions, but no whole numbers: it contradicts itself.
  const system: System = {
    area: "FR",
    period: "2024",
    unknowns: ["a", "b", "c"].map(() => unknown({ target })),
    constraints: [
      {
        terms: [
          { at: 0, times: 2 },
          { at: 1, times: 4 },
          { at: 2, times: -2 },
        ],
        lower: 9,
        upper: 9,
        name: "odd",
      },
    ],
  };
  expect(widthsOf(highs, system).leftOut).toEqual([{ kind: "together", name: "odd" }]);
});

it("says that a lone unknown has no bound", () => {
  const system: System = {
    area: "FR",
    period: "2024",
    unknowns: [unknown({ target, lower: 1 })],
    constraints: [],
  };
  expect(widthsOf(highs, system).widths).toEqual([{ at: 0, least: 1, most: Number.POSITIVE_INFINITY }]);
});

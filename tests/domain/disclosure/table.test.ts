import { describe, expect, it } from "vitest";
import type { Table, TableCell, TableRule } from "~/domain/disclosure/cells";
import { toGrid } from "~/domain/disclosure/grid";
import { slackOf, toNetwork } from "~/domain/disclosure/network";
import { cellKey, type Suppression, suppressTable } from "~/domain/disclosure/table";
import { bruteForce, type Plain } from "./brute";

const all = "_T";

/** A small generator with a seed, so that a failing table can be made again. */
function randomOf(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}

function tableOf(plain: Plain): Table {
  const cells = new Map<string, TableCell>();
  const rowName = (r: number) => (r === plain.rows ? all : `R${r}`);
  const columnName = (c: number) => (c === plain.columns ? all : `C${c}`);
  for (let r = 0; r <= plain.rows; r++) {
    for (let c = 0; c <= plain.columns; c++) {
      const lines = r === plain.rows ? plain.inside : [plain.inside[r]!];
      const value = lines.reduce(
        (sum, line) => sum + (c === plain.columns ? line.reduce((a, b) => a + b, 0) : line[c]!),
        0,
      );
      cells.set(cellKey(rowName(r), columnName(c)), { value });
    }
  }
  return {
    rows: new Map(plain.inside.map((_, r) => [`R${r}`, null])),
    columns: Array.from({ length: plain.columns }, (_, c) => `C${c}`),
    cells,
  };
}

const rowName = (plain: Plain, r: number) => (r === plain.rows ? all : `R${r}`);
const columnName = (plain: Plain, c: number) => (c === plain.columns ? all : `C${c}`);

function narrowed(
  plain: Plain,
  { hidden, loose }: Pick<Suppression, "hidden" | "loose">,
  rule: TableRule,
): string[] | null {
  const shown = (r: number, c: number) => !hidden.has(cellKey(rowName(plain, r), columnName(plain, c)));
  const most = Math.max(...plain.inside.flat()) + rule.threshold + 1;
  const least = (r: number, c: number) =>
    rule.protectZeros || loose.has(cellKey(rowName(plain, r), columnName(plain, c))) ? 0 : 1;
  const found = bruteForce(plain, shown, least, most);
  if (!found) return null;
  const narrow: string[] = [];
  const table = tableOf(plain);
  for (const [r, line] of found.entries()) {
    for (const [c, { low, high }] of line.entries()) {
      const key = cellKey(rowName(plain, r), columnName(plain, c));
      const value = table.cells.get(key)!.value!;
      const primary = value < rule.threshold && (value > 0 || rule.protectZeros);
      if (primary && high - low < rule.threshold - 1) narrow.push(`${key} = ${value} lies in ${low}..${high}`);
    }
  }
  return narrow;
}

function randomTable(random: () => number): Plain {
  const rows = 1 + Math.floor(random() * 3);
  const columns = 1 + Math.floor(random() * 3);
  const top = random() < 0.5 ? 5 : 9;
  const inside = Array.from({ length: rows }, () =>
    Array.from({ length: columns }, () => (random() < 0.2 ? 0 : Math.floor(random() * (top + 1)))),
  );
  return { rows, columns, inside };
}

describe("a two-way table", () => {
  it("leaves no small count that brute force can narrow, in 3 000 random tables and both zero modes", () => {
    const random = randomOf(20261124);
    let compared = 0;
    for (let i = 0; i < 3000; i++) {
      const plain = randomTable(random);
      const rule = { threshold: 2 + Math.floor(random() * 4), protectZeros: random() < 0.5 };
      const { hidden, loose } = suppressTable(tableOf(plain), rule);
      for (const [key, cell] of tableOf(plain).cells) {
        if (!hidden.has(key) && cell.value! > 0)
          expect(cell.value, `table ${i}: ${key} is shown`).toBeGreaterThanOrEqual(rule.threshold);
        if (!hidden.has(key) && rule.protectZeros) expect(cell.value).not.toBe(0);
      }
      const narrow = narrowed(plain, { hidden, loose }, rule);
      if (narrow === null) continue;
      compared++;
      expect(
        narrow,
        `table ${i}: ${JSON.stringify(plain.inside)} ${JSON.stringify(rule)} hides ${[...hidden.keys()]}`,
      ).toEqual([]);
    }
    expect(compared).toBeGreaterThan(1200);
  }, 240_000);

  it("is narrowed by brute force when only the small cells are withheld, so the check above can fail", () => {
    const random = randomOf(7);
    let caught = 0;
    for (let i = 0; i < 200; i++) {
      const plain = randomTable(random);
      const rule = { threshold: 5, protectZeros: false };
      const naive = new Map(
        [...tableOf(plain).cells].flatMap(([key, cell]) =>
          cell.value! > 0 && cell.value! < 5 ? [[key, "small" as const]] : [],
        ),
      );
      if ((narrowed(plain, { hidden: naive, loose: new Set() }, rule)?.length ?? 0) > 0) caught++;
    }
    expect(caught).toBeGreaterThan(80);
  });

  it("gives the same interval as brute force for every withheld cell", () => {
    const random = randomOf(99);
    let compared = 0;
    for (let i = 0; i < 600; i++) {
      const plain = randomTable(random);
      const table = tableOf(plain);
      const grid = toGrid(table, { threshold: 1, protectZeros: true });
      grid.network.arcs.forEach((arc) => {
        arc.hidden = random() < 0.4;
      });
      const hidden = new Map(
        grid.keys.filter((_, at) => grid.network.arcs[at]!.hidden).map((key) => [key, "small" as const]),
      );
      const most = 14;
      const found = bruteForce(plain, (r, c) => !hidden.has(cellKey(rowName(plain, r), columnName(plain, c))), 0, most);
      if (!found) continue;
      compared++;
      grid.keys.forEach((key, at) => {
        const [r, c] = key.split("/").map((name) => (name === all ? -1 : Number(name.slice(1))));
        const { low, high } = found[r! < 0 ? plain.rows : r!]![c! < 0 ? plain.columns : c!]!;
        const { down, up } = slackOf(grid.network, at, 4);
        const value = grid.network.arcs[at]!.value;
        expect(Math.min(value - low, 4), `${i} ${key} down`).toBe(down);
        if (high < most - 9) expect(Math.min(high - value, 4), `${i} ${key} up`).toBe(up);
      });
    }
    expect(compared).toBeGreaterThan(200);
  }, 120_000);

  it("withholds one small cell of a 3 by 3 table with three others, the fewest there can be", () => {
    const plain = {
      rows: 3,
      columns: 3,
      inside: [
        [2, 20, 30],
        [25, 40, 50],
        [35, 60, 70],
      ],
    };
    const { hidden } = suppressTable(tableOf(plain), { threshold: 5, protectZeros: false });
    expect([...hidden.values()].sort()).toEqual(["gives-away", "gives-away", "gives-away", "small"]);
  });

  it("shows zeros unless the indicator protects them", () => {
    const plain = {
      rows: 2,
      columns: 2,
      inside: [
        [0, 12],
        [30, 40],
      ],
    };
    expect(suppressTable(tableOf(plain), { threshold: 5, protectZeros: false }).hidden.size).toBe(0);
    expect(suppressTable(tableOf(plain), { threshold: 5, protectZeros: true }).hidden.size).toBe(4);
  });

  it("is withheld whole when nothing else protects it", () => {
    const table = tableOf({ rows: 2, columns: 1, inside: [[2], [3]] });
    const { hidden } = suppressTable(table, { threshold: 5, protectZeros: false, totalStays: true });
    expect([...hidden.keys()].sort()).toEqual(["R0/C0", "R0/_T", "R1/C0", "R1/_T"]);
    expect(hidden.get("R0/C0")).toBe("small");
    expect(hidden.get("R1/C0")).toBe("small");
  });

  it("says what it cannot protect because the source already published it", () => {
    const table = tableOf({ rows: 2, columns: 1, inside: [[2], [30]] });
    for (const [key, cell] of table.cells) if (!key.startsWith("R0")) cell.exempt = true;
    const { whole, given } = suppressTable(table, { threshold: 5, protectZeros: false });
    expect(whole).toBe(true);
    expect(given).toContain("R0/C0");
  });

  it("withholds a confidential count of any size so that nobody comes within ten percent of it", () => {
    const table = tableOf({ rows: 3, columns: 1, inside: [[500], [800], [12]] });
    table.cells.get("R0/C0")!.confidential = true;
    table.cells.get("R0/_T")!.confidential = true;
    const { hidden } = suppressTable(table, { threshold: 5, protectZeros: false });
    expect(hidden.get("R0/C0")).toBe("confidential");
    expect(hidden.has("R1/C0") || hidden.has("_T/C0")).toBe(true);
    expect(hidden.has("R2/C0")).toBe(false);
  });

  it.each([-1, 1.5, Number.NaN, Number.POSITIVE_INFINITY])("refuses %s as a count", (value) => {
    const table = tableOf({ rows: 1, columns: 1, inside: [[7]] });
    table.cells.get("R0/C0")!.value = value;
    expect(() => suppressTable(table, { threshold: 5, protectZeros: false })).toThrow(/not a count/);
  });
});

describe("missing cells", () => {
  it("are not made up by subtraction: a small count left by a missing cell is protected like one", () => {
    const cells = new Map<string, TableCell>([
      ["F/_T", { value: 40 }],
      ["M/_T", { value: null }],
      ["_U/_T", { value: 30 }],
      ["_T/_T", { value: 72 }],
    ]);
    const { hidden } = suppressTable(
      {
        rows: new Map([
          ["F", null],
          ["M", null],
          ["_U", null],
        ]),
        columns: [],
        cells,
      },
      { threshold: 5, protectZeros: false },
    );
    expect(hidden.size).toBeGreaterThan(0);
    expect(hidden.has("M/_T")).toBe(false);
  });

  it("never stop the audit: 400 random tables with holes show no small count and reveal none", () => {
    const random = randomOf(3);
    for (let i = 0; i < 400; i++) {
      const plain = randomTable(random);
      const table = tableOf(plain);
      for (const [key, cell] of table.cells) if (random() < 0.25 && key !== "_T/_T") cell.value = null;
      const rule = { threshold: 5, protectZeros: false };
      const { hidden, whole } = suppressTable(table, rule);
      const shown = (r: number, c: number) => {
        const key = cellKey(rowName(plain, r), columnName(plain, c));
        return table.cells.get(key)!.value !== null && !hidden.has(key);
      };
      for (const [key, cell] of table.cells)
        if (!hidden.has(key) && cell.value) expect(cell.value).toBeGreaterThanOrEqual(5);
      // A hole may be zero, so the attacker knows only that it is no less than 0; brute force is then kinder to him.
      const found = whole ? null : bruteForce(plain, shown, 0, 13);
      for (const [r, line] of (found ?? []).entries()) {
        for (const [c, { low, high }] of line.entries()) {
          const key = cellKey(rowName(plain, r), columnName(plain, c));
          const known = low === high && low > 0 && low < 5;
          const holes = [...table.cells].filter(([, one]) => one.value === null).map(([one]) => one);
          const told = `table ${i}: ${key} is ${low} for all who can subtract, ${JSON.stringify(plain.inside)}; holes ${holes}; hides ${[...hidden.keys()]}`;
          expect(known, told).toBe(false);
        }
      }
    }
  }, 240_000);
});

describe("a tree of rows", () => {
  const rows = new Map([
    ["OPI", null],
    ["HER", "OPI"],
    ["MET", "OPI"],
    ["COC", null],
  ]);

  it("does not let a withheld drug be got back from its group", () => {
    const cells = new Map<string, TableCell>([
      ["HER/_T", { value: 2 }],
      ["MET/_T", { value: 40 }],
      ["OPI/_T", { value: 42 }],
      ["COC/_T", { value: 30 }],
      ["_T/_T", { value: 72 }],
    ]);
    const { hidden } = suppressTable({ rows, columns: [], cells }, { threshold: 5, protectZeros: false });
    expect(hidden.get("HER/_T")).toBe("small");
    expect(hidden.has("MET/_T") || hidden.has("OPI/_T")).toBe(true);
  });

  it("does not let the rest of a group be small: 8 of 10 opioids cannot both be shown", () => {
    const cells = new Map<string, TableCell>([
      ["HER/_T", { value: 8 }],
      ["OPI/_T", { value: 10 }],
      ["COC/_T", { value: 30 }],
      ["_T/_T", { value: 40 }],
    ]);
    const { hidden } = suppressTable(
      {
        rows: new Map([
          ["OPI", null],
          ["HER", "OPI"],
          ["COC", null],
        ]),
        columns: [],
        cells,
      },
      { threshold: 5, protectZeros: false },
    );
    expect(hidden.has("HER/_T") || hidden.has("OPI/_T")).toBe(true);
  });

  it("holds for drug by sex: no small cell of 500 random trees is narrowed", () => {
    const random = randomOf(5);
    for (let i = 0; i < 500; i++) {
      const draw = () => Math.floor(random() * 9);
      const leaf = { HER: [draw(), draw()], MET: [draw(), draw()], COC: [draw(), draw()] };
      const opi = [leaf.HER[0]! + leaf.MET[0]!, leaf.HER[1]! + leaf.MET[1]!];
      const top = [opi[0]! + leaf.COC[0]!, opi[1]! + leaf.COC[1]!];
      const cells = new Map<string, TableCell>();
      for (const [row, [f, m]] of Object.entries({ ...leaf, OPI: opi, _T: top })) {
        cells.set(`${row}/F`, { value: f! });
        cells.set(`${row}/M`, { value: m! });
        cells.set(`${row}/_T`, { value: f! + m! });
      }
      const { hidden, loose } = suppressTable(
        { rows, columns: ["F", "M"], cells },
        { threshold: 5, protectZeros: false },
      );
      expect(
        attackTree(leaf, cells, { hidden, least: (key) => (loose.has(key) ? 0 : 1) }),
        `tree ${i} ${JSON.stringify(leaf)} hides ${[...hidden.keys()]}`,
      ).toEqual([]);
    }
  }, 120_000);
});

/** Every table of three drugs by two sexes that agrees with what is shown; which small cells it narrows. */
function attackTree(
  leaf: Record<string, number[]>,
  cells: ReadonlyMap<string, TableCell>,
  given: { hidden: ReadonlyMap<string, unknown>; least: (key: string) => number },
): string[] {
  const names = ["HER/F", "HER/M", "MET/F", "MET/M", "COC/F", "COC/M"];
  const range = new Map<string, [number, number]>();
  const sums = (v: number[]): Record<string, number> => {
    const [hf, hm, mf, mm, cf, cm] = v as [number, number, number, number, number, number];
    return {
      "HER/F": hf,
      "HER/M": hm,
      "MET/F": mf,
      "MET/M": mm,
      "COC/F": cf,
      "COC/M": cm,
      "HER/_T": hf + hm,
      "MET/_T": mf + mm,
      "COC/_T": cf + cm,
      "OPI/F": hf + mf,
      "OPI/M": hm + mm,
      "OPI/_T": hf + hm + mf + mm,
      "_T/F": hf + mf + cf,
      "_T/M": hm + mm + cm,
      "_T/_T": hf + hm + mf + mm + cf + cm,
    };
  };
  const ranges = names.map((name) => {
    const [row, column] = name.split("/");
    const value = leaf[row!]![column === "F" ? 0 : 1]!;
    return given.hidden.has(name) ? Array.from({ length: 14 }, (_, at) => at + given.least(name)) : [value];
  });
  const count = ranges.reduce((product, one) => product * one.length, 1);
  if (count > 20_000) return [];
  const tryAll = (at: number, values: number[]): void => {
    if (at < 6) {
      for (const value of ranges[at]!) tryAll(at + 1, [...values, value]);
      return;
    }
    const table = sums(values);
    for (const [key, value] of Object.entries(table)) {
      if (given.hidden.has(key) ? value < given.least(key) : value !== cells.get(key)!.value) return;
    }
    for (const [key, value] of Object.entries(table)) {
      const [low, high] = range.get(key) ?? [value, value];
      range.set(key, [Math.min(low, value), Math.max(high, value)]);
    }
  };
  tryAll(0, []);
  return [...range].flatMap(([key, [low, high]]) => {
    const value = cells.get(key)!.value!;
    return value > 0 && value < 5 && high - low < 4 ? [`${key} = ${value} lies in ${low}..${high}`] : [];
  });
}

it("a network of one arc has no slack", () => {
  const network = toNetwork(2, [{ from: 0, to: 1, value: 3, low: 0, hidden: true, cost: 1 }]);
  expect(slackOf(network, 0, 5)).toEqual({ down: 0, up: 0 });
});

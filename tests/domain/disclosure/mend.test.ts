import { describe, expect, it } from "vitest";
import { mendAll, mendSystem, type Trial } from "~/domain/disclosure/mend";
import type { Figure, NarrowCell } from "~/domain/disclosure/worth";

/* What is given up, and in which order. The auditor of these tests says by a rule of its own what is narrow. */

const figure = (by: string[], value: number | null, more: Partial<Figure> = {}): Figure => ({
  group: "N|PS",
  table: "N|PS",
  by,
  isTotal: by.length === 0,
  value,
  threshold: 5,
  protectZeros: false,
  confidential: false,
  isOut: false,
  formerly: false,
  withheld: false,
  ...more,
});

/** A system whose auditor finds narrow what `isNarrow` says of the places withheld so far. */
function trialOf(figures: Figure[], isNarrow: (withheld: ReadonlySet<number>) => NarrowCell[], way: number[] | null) {
  const withheld = new Set(figures.flatMap((one, at) => (one.withheld ? [at] : [])));
  const asked: (number | null)[][] = [];
  const trial: Trial = {
    ids: figures.map((_, at) => at),
    narrow: () => isNarrow(withheld),
    withhold: (places) => {
      for (const at of places) withheld.add(at);
    },
    show: (at) => void withheld.delete(at),
    wayOut: (_, priceOf) => {
      const prices = figures.map((_one, at) => priceOf(at));
      asked.push(prices);
      if (way === null || way.some((at) => prices[at] === null)) return null;
      return { withhold: way, price: way.reduce((sum, at) => sum + prices[at]!, 0) };
    },
  };
  return { trial, asked };
}

function systemOf(...given: Parameters<typeof trialOf>) {
  const { trial, asked } = trialOf(...given);
  return { asked, mended: mendSystem(trial, (id) => ({ ...given[0][id]! })) };
}

const narrowAt = (at: number, least = 1, most = 4): NarrowCell => ({ at, least, most });
const small = figure(["AGE", "SEX"], 3, { withheld: true });

describe("mending a system", () => {
  it("prices cells by what they are worth: finer cells, then other sums, ages, sexes; national totals, zeros and what is out never", () => {
    const figures = [
      small,
      figure(["AGE", "SEX"], 20),
      figure(["STATUS"], 20),
      figure(["AGE"], 20),
      figure(["SEX"], 20),
      figure([], 60),
      figure(["AGE", "SEX"], 0),
      figure(["AGE"], 30, { isOut: true }),
      figure(["SEX"], 20, { formerly: true }),
    ];
    const { asked } = systemOf(figures, (withheld) => (withheld.size < 2 ? [narrowAt(0)] : []), [1]);
    const prices = asked[0]!.map((price) => (price === null ? null : Math.round(price * 10) / 10));
    expect(prices).toEqual([null, 1, 10, 20, 30, null, null, null, 0.3]);
  });

  it("withholds the cheapest way and nothing else", () => {
    const figures = [small, figure(["AGE", "SEX"], 20), figure(["AGE", "SEX"], 9), figure([], 60)];
    const { mended } = systemOf(figures, (withheld) => (withheld.has(1) ? [] : [narrowAt(0)]), [1]);
    expect(mended).toEqual({ withhold: [1], show: [] });
  });

  it("gives a split up whole, zeros too, where the way costs more or there is none", () => {
    const figures = [
      small,
      figure(["AGE", "SEX"], 0),
      figure(["AGE", "SEX"], 9),
      figure(["SEX"], 12),
      figure(["SEX"], 48),
    ];
    const isOpen = (withheld: ReadonlySet<number>) => withheld.has(1) && withheld.has(2);
    const { mended } = systemOf(figures, (withheld) => (isOpen(withheld) ? [] : [narrowAt(0)]), [3, 4]);
    expect(mended).toEqual({ withhold: [1, 2], show: [] });
    const without = systemOf(figures, (withheld) => (isOpen(withheld) ? [] : [narrowAt(0)]), null);
    expect(without.mended).toEqual({ withhold: [1, 2], show: [] });
  });

  it("gives up ages before sexes, and never a split of which a part is public already", () => {
    const figures = [small, figure(["SEX"], 12), figure(["AGE"], 14), figure(["STATUS"], 15, { isOut: true })];
    const gone: number[][] = [];
    const { mended } = systemOf(
      figures,
      (withheld) => {
        gone.push([...withheld].sort());
        return withheld.has(1) ? [] : [narrowAt(0)];
      },
      null,
    );
    expect(gone.slice(0, 3)).toEqual([[0], [0, 2], [0, 1, 2]]);
    expect(mended.withhold).toEqual([1, 2]);
  });

  it("shows a figure again that is no small count and can be known exactly, where its split is shown", () => {
    const large = figure(["STATUS"], 73, { withheld: true });
    const isNarrow = (withheld: ReadonlySet<number>) => (withheld.has(0) ? [narrowAt(0, 73, 73)] : []);
    const { mended } = systemOf([large, figure(["STATUS"], 40)], isNarrow, null);
    expect(mended).toEqual({ withhold: [], show: [0] });
    // Where nothing of the split is shown, showing one would say that the others are no zeros.
    const hidden = systemOf([large, figure(["STATUS"], 40, { withheld: true })], isNarrow, null);
    expect(hidden.mended.show).toEqual([]);
  });

  it("shows again what went besides and need not have", () => {
    const cells = [20, 9, 14].map((value) => figure(["AGE", "SEX"], value));
    const { mended } = systemOf([small, ...cells], (withheld) => (withheld.has(1) ? [] : [narrowAt(0)]), [1, 2]);
    expect(mended.withhold).toEqual([1]);
  });

  it("leaves as it is what nothing opens: publishing stops there", () => {
    const { mended } = systemOf([small, figure([], 40)], () => [narrowAt(0)], null);
    expect(mended).toEqual({ withhold: [], show: [] });
  });
});

it("a release is audited again after it was mended, until the audit is content", () => {
  const withheld = new Set([0]);
  const figures = [small, figure(["AGE", "SEX"], 20)];
  let audits = 0;
  mendAll(
    () => {
      audits++;
      return withheld.has(1) ? [] : [trialOf(figures, (now) => (now.has(1) ? [] : [narrowAt(0)]), [1]).trial];
    },
    {
      isWithheld: (id) => withheld.has(id),
      figureOf: (id) => ({ ...figures[id]! }),
      change: (all) => {
        for (const { withhold } of all) for (const id of withhold) withheld.add(id);
      },
    },
  );
  expect([...withheld]).toEqual([0, 1]);
  expect(audits).toBe(2);
});

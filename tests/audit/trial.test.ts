import { beforeAll, describe, expect, it } from "vitest";
import { loadSolver } from "~/audit/model";
import { openRelease } from "~/audit/open-release";
import type { Point } from "~/audit/read";
import { auditRelease } from "~/audit/release-audit";
import { openTrial } from "~/audit/trial";
import { points, release } from "./small-release";

/* What an auditor tells who withholds: what would open a narrow cell, and what others have told already. By hand. */

let highs: Awaited<ReturnType<typeof loadSolver>>;
beforeAll(async () => {
  highs = await loadSolver();
});

/** Women under 15 are 3; they can be computed from their row and from their column. */
const table = {
  "": 60,
  "SEX=F": 23,
  "SEX=M": 37,
  "AGE=Y_LT15": 15,
  "AGE=Y15T64": 45,
  "AGE=Y_LT15;SEX=F": "x",
  "AGE=Y_LT15;SEX=M": 12,
  "AGE=Y15T64;SEX=F": 20,
  "AGE=Y15T64;SEX=M": 25,
} as const;

const trialOf = (given: Point[]) => {
  const look = openRelease(highs, release(given), { formers: [] });
  const { narrow, around } = look();
  return { trial: openTrial(highs, narrow[0]!, around), look };
};
const priceBySplit = (trial: ReturnType<typeof openTrial>) => (at: number) =>
  Object.keys(trial.points[at]!.codes).length === 2 ? 1 : Object.keys(trial.points[at]!.codes).length === 1 ? 10 : null;

describe("a narrow cell under trial", () => {
  it("is opened by the cheapest cells that close a way through it", () => {
    const { trial, look } = trialOf(points("N", table));
    const [narrow] = trial.narrow();
    expect(narrow).toMatchObject({ least: 3, most: 3 });
    const way = trial.wayOut(narrow!, priceBySplit(trial))!;
    expect(way.withhold.map((at) => trial.points[at]!.series).sort()).toEqual([
      "N:AGE=Y15T64;SEX=F",
      "N:AGE=Y15T64;SEX=M",
      "N:AGE=Y_LT15;SEX=M",
    ]);
    trial.withhold(way.withhold);
    expect(trial.narrow()).toEqual([]);
    // The release is seen as it is then.
    expect(look().audit.narrow).toEqual([]);
    trial.show(way.withhold[0]!, 12);
    expect(trial.narrow()).not.toEqual([]);
  });

  it("has no way out where all that could open it has to stay", () => {
    const { trial } = trialOf(points("N", table));
    const [narrow] = trial.narrow();
    expect(trial.wayOut(narrow!, () => null)).toBeNull();
    expect(trial.wayOut(narrow!, (at) => (trial.points[at]!.series === "N:AGE=Y_LT15;SEX=M" ? 1 : null))).toBeNull();
  });
});

describe("what others have told", () => {
  const figures = points("N", { "": 20, "SEX=F": "x" });
  const men = points("N", { "SEX=M": 17 }, { published: true });

  it("is marked: the total and the men that sources published give the women, whatever this release does", async () => {
    const published = figures.map((point) => ({ ...point, published: point.value !== null }));
    const all = await auditRelease(release([...published, ...men]), []);
    expect(all.narrow).toMatchObject([{ series: "N:SEX=F", least: 3, most: 3, elsewhere: true }]);
    const half = await auditRelease(release([...figures, ...men]), []);
    expect(half.narrow).toMatchObject([{ series: "N:SEX=F", least: 3, most: 3, elsewhere: false }]);
  });

  it("is told of each country by what was published of it, all of them looked at together", async () => {
    const published = new Map([
      ["FR", true],
      ["IT", false],
      ["MC", true],
    ]);
    const all = [...published].flatMap(([area, isPublished]) =>
      [...figures, ...men].map((point) => ({ ...point, area, published: isPublished && point.value !== null })),
    );
    const { narrow } = await auditRelease(release(all), []);
    expect(new Map(narrow.map(({ area, elsewhere }) => [area, elsewhere]))).toEqual(published);
  });

  it("is marked where a former release showed the very figure of the same answer", async () => {
    const now = release(points("N", { "": "x" }));
    const former = (value: number) => release(points("N", { "": value }), { id: "2025-1" });
    expect((await auditRelease(now, [former(3)])).narrow).toMatchObject([{ by: "2025-1", elsewhere: true }]);
  });
});

describe("a part of a withheld total", () => {
  const parts = { "": 40, "AGE=Y_LT15": "x", "AGE=Y15T64": "x", "AGE=Y_LT15;SEX=F": "x" } as const;
  const deaths = points("N", { ...parts, "AGE=Y_LT15;SEX=M": 0, "AGE=Y15T64;SEX=F": 20 });
  const others = points("TOX", { "AGE=Y_LT15;SEX=F": "x" });

  it("is known not to be zero where another part of it is shown, and may be zero where all of them are withheld", () => {
    const leastOf = (given: Point[]) => {
      const { narrow } = openRelease(highs, release(given), { formers: [] })().audit;
      return narrow.map(({ series, least }) => [series, least]);
    };
    // Five at most, by another figure: from 1 on they span too little, from 0 on they do not.
    const small = points("N", {
      "AGE=Y_LT15;SEX=F": "x",
      "AGE=Y_LT15;SEX=M": "x",
      "AGE=Y_LT15": "x",
      "SEX=F": 4,
      "": 40,
    });
    expect(leastOf([...small, ...points("N", { "AGE=Y15T64;SEX=F": 0 })])).toEqual([["N:AGE=Y_LT15;SEX=F", 4]]);
    expect(leastOf([...deaths, ...others])).toEqual([]);
  });
});

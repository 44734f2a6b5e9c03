import { describe, expect, it } from "vitest";
import { progressOf, sayLeft } from "~/cli/demo/progress";

/** Progress over two parts of which the second costs three times the first, at a clock that is set by hand. */
function start() {
  const said: string[] = [];
  const clock = { now: 5000 };
  const parts = [
    { name: "history", cost: 1 },
    { name: "rounds", cost: 3 },
  ];
  const progress = progressOf(
    parts,
    (line, passing) => void said.push(passing ? `passing ${line}` : line),
    () => clock.now,
  );
  return { said, clock, progress };
}

describe("the lines of the demonstration", () => {
  it("say how many parts are done and how long the rest takes, by the time that has passed", () => {
    const { said, clock, progress } = start();
    clock.now += 20_000;
    progress.done();
    expect(said).toEqual(["  1 of 2  history · about 60 s left"]);
  });

  it("learn from a machine that is slow: what takes twice as long is said to take twice as long", () => {
    const { said, clock, progress } = start();
    clock.now += 40_000;
    progress.done();
    clock.now += 120_000;
    progress.move(0.5);
    expect(said).toEqual(["  1 of 2  history · about 2 min left", "passing   2 of 2  rounds · about 2 min left"]);
  });

  it("say of the last part that it is done, and of no time", () => {
    const { said, clock, progress } = start();
    clock.now += 1000;
    progress.done();
    clock.now += 3000;
    progress.done();
    expect(said.at(-1)).toBe("  2 of 2  rounds");
  });

  it.each([
    [0, "a few seconds left"],
    [4_900, "a few seconds left"],
    [27_000, "about 25 s left"],
    [120_000, "about 2 min left"],
  ])("say %i ms as “%s”", (milliseconds, words) => {
    expect(sayLeft(milliseconds)).toBe(words);
  });
});

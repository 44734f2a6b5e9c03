import { describe, expect, it } from "vitest";
import { isReleased, type PublicText, textsToRelease } from "~/domain/release/public-texts";

const note = (path: string, text: string, lang: "en" | "fr" = "en"): PublicText => ({ kind: "note", path, lang, text });

describe("texts a reviewer decides about", () => {
  it("come once when they say the same at many figures, apart by language and kind", () => {
    const reason: PublicText = { kind: "reason", path: "a", lang: "en", text: "Late" };
    expect(textsToRelease([note("a", "Late"), note("b", "Late"), note("c", "Late", "fr"), reason], [])).toEqual([
      { kind: "note", lang: "en", text: "Late", paths: ["a", "b"], isTicked: true },
      { kind: "note", lang: "fr", text: "Late", paths: ["c"], isTicked: true },
      { kind: "reason", lang: "en", text: "Late", paths: ["a"], isTicked: true },
    ]);
  });

  it.each([
    ["the same words at the same path", note("a", "Late"), false],
    ["other words", note("a", "Later"), true],
    ["another path", note("b", "Late"), true],
    ["another kind", { ...note("a", "Late"), kind: "reason" as const }, true],
  ])("start unticked only where %s were held back", (_what, held, isTicked) => {
    expect(textsToRelease([note("a", "Late")], [held])).toMatchObject([{ isTicked }]);
  });
});

it("nothing said releases nothing", () => {
  expect(isReleased(null, note("a", "Late"))).toBe(false);
  expect(isReleased({ notes: [], reasons: ["a"] }, note("a", "Late"))).toBe(false);
  expect(isReleased({ notes: ["a"], reasons: [] }, note("a", "Late"))).toBe(true);
});

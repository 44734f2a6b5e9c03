import { describe, expect, it } from "vitest";
import { isReleased, type PublicText, textsToRelease } from "~/domain/release/public-texts";

const none = { released: [], held: [] };
const note = (path: string, text: string, lang: "en" | "fr" = "en"): PublicText => ({ kind: "note", path, lang, text });

describe("texts a reviewer decides about", () => {
  it("come once when they say the same at many figures, apart by language and kind", () => {
    const reason: PublicText = { kind: "reason", path: "a", lang: "en", text: "Late" };
    expect(textsToRelease([note("a", "Late"), note("b", "Late"), note("c", "Late", "fr"), reason], none)).toEqual([
      { kind: "note", lang: "en", text: "Late", paths: ["a", "b"], before: null },
      { kind: "note", lang: "fr", text: "Late", paths: ["c"], before: null },
      { kind: "reason", lang: "en", text: "Late", paths: ["a"], before: null },
    ]);
  });

  it.each([
    ["the same words at the same path", note("a", "Late"), true],
    ["other words", note("a", "Later"), false],
    ["another path", note("b", "Late"), false],
    ["another kind", { ...note("a", "Late"), kind: "reason" as const }, false],
  ])("say what was decided last time only of %s", (_what, text, isSame) => {
    const texts = [note("a", "Late")];
    expect(textsToRelease(texts, { released: [], held: [text] })).toMatchObject([{ before: isSame ? "held" : null }]);
    expect(textsToRelease(texts, { released: [text], held: [] })).toMatchObject([
      { before: isSame ? "released" : null },
    ]);
  });

  it("said at several figures count as released where all were, as held where one was", () => {
    const texts = [note("a", "Late"), note("b", "Late")];
    const decided = (released: string[], held: string[]) =>
      textsToRelease(texts, {
        released: released.map((path) => note(path, "Late")),
        held: held.map((path) => note(path, "Late")),
      })[0]?.before;
    expect(decided(["a", "b"], [])).toBe("released");
    expect(decided(["a"], [])).toBeNull();
    expect(decided(["b"], [])).toBeNull();
    expect(decided(["a"], ["b"])).toBe("held");
    expect(decided(["b"], ["a"])).toBe("held");
  });
});

it("nothing said releases nothing", () => {
  expect(isReleased(null, note("a", "Late"))).toBe(false);
  expect(isReleased({ notes: [], reasons: ["a"] }, note("a", "Late"))).toBe(false);
  expect(isReleased({ notes: ["a"], reasons: [] }, note("a", "Late"))).toBe(true);
});

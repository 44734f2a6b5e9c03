import { describe, expect, it } from "vitest";
import { fingerprintText, parseReference, receiptReference, shortRound } from "~/domain/submission/receipt";

describe("the reference of a receipt", () => {
  it.each([
    ["2026-annual", "2026A"],
    ["2026-nitazenes-1", "2026N1"],
    ["2027-rapid-check-12", "2027RC12"],
  ])("shortens %s to %s", (round, short) => expect(shortRound(round)).toBe(short));

  it("names the country, the round, the section when there is one, and four signs", () => {
    // 0xF4240 = 1 000 000 = 30·32³ + 16·32² + 18·32 + 0 → Y G J 0
    const place = { country: "FR", round: "2026-annual" };
    expect(receiptReference({ ...place, section: null }, "f4240000000000", 0)).toBe("FR-2026A-YGJ0");
    expect(receiptReference({ ...place, section: 4 }, "f4240000000000", 0)).toBe("FR-2026A-4-YGJ0");
  });

  it("takes other signs when it is tried again", () => {
    const place = { country: "FR", round: "2026-annual", section: null };
    expect(receiptReference(place, "f424000001ffff", 1)).toBe("FR-2026A-0001");
  });

  it("is read back from an address, and nothing else is", () => {
    for (const text of ["FR-2026A-YGJ0", "FR-2026A-4-YGJ0", "NO-2026N1-12-0000"])
      expect(parseReference(text)).toBe(text);
    for (const text of ["", "fr-2026A-YGJ0", "FR-2026A", "FR-2026A-YGJ0'", "../FR-2026A-YGJ0", null, 7]) {
      expect(parseReference(text)).toBeNull();
    }
  });
});

describe("the fingerprint", () => {
  it("is the same for the same figures in any order, and only of the sections submitted", () => {
    const one = new Map<string, unknown>([
      ["a", { v: 1 }],
      ["b/X", { v: 2 }],
      ["other", { v: 3 }],
    ]);
    const two = new Map<string, unknown>([
      ["b/X", { v: 2 }],
      ["a", { v: 1 }],
    ]);
    expect(fingerprintText(one, (path) => path !== "other")).toBe(fingerprintText(two, () => true));
    expect(fingerprintText(one, () => true)).not.toBe(fingerprintText(two, () => true));
  });
});

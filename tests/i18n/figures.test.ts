import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { roundPercent } from "~/domain/figure/percent";
import { sayFinding } from "~/i18n/findings";
import { formatApart, formatFigure, formatNumber, formatPercent, padsOf } from "~/i18n/format";

const plain = (text: string) => text.replace(/[\u00a0\u202f]/g, " ");
const kilograms = (value: number, lang: "en" | "fr" = "en") => plain(formatFigure(value, lang, { decimals: 3 }));

describe("digits of a figure", () => {
  it("small and large values of one series keep their digits apart", () => {
    expect([20000, 0.4, 0.04, 0].map((value) => kilograms(value))).toEqual(["20 000", "0.4", "0.04", "0"]);
    expect([20000, 0.4, 0.04, 0].map((value) => kilograms(value, "fr"))).toEqual(["20 000", "0,4", "0,04", "0"]);
  });

  it("follow the figure, with those of the unit at most; one decimal is kept throughout", () => {
    expect([6, 6.5, 0.125, 0.1234].map((value) => kilograms(value))).toEqual(["6", "6.5", "0.125", "0.123"]);
    expect([5.98, 6, 104.25].map((value) => plain(formatFigure(value, "en", { decimals: 1 })))).toEqual([
      "6.0",
      "6.0",
      "104.3",
    ]);
  });

  it("are never three behind a whole part, which half of Europe reads as thousands", () => {
    expect([6.123, 12.345, 123.456].map((value) => kilograms(value))).toEqual(["6.12", "12.35", "123.5"]);
    fc.assert(
      fc.property(fc.double({ min: 1, max: 1e7, noNaN: true }), (value) => {
        expect(kilograms(value)).not.toMatch(/\.\d{3}/);
      }),
    );
  });

  it("are as few as tell a value and its revision apart", () => {
    const both = (before: number, after: number, lang: "en" | "fr" = "en") =>
      formatApart([before, after], lang, { decimals: 1 }).map(plain);
    expect(both(1.189557, 1.235903)).toEqual(["1.19", "1.24"]);
    expect(both(0.172983, 0.178225, "fr")).toEqual(["0,17", "0,18"]);
    expect(both(0.1729, 0.1735)).toEqual(["0.173", "0.174"]);
    expect(both(2.1001, 2.1022)).toEqual(["2.1001", "2.1022"]);
    expect(both(2.9, 3)).toEqual(["2.9", "3.0"]);
    expect(both(7, 7)).toEqual(["7.0", "7.0"]);
    expect(both(20000, 20000.04)).toEqual(["20 000.00", "20 000.04"]);
  });

  it("never make zero of what is not, nor a signed zero of anything", () => {
    expect(plain(formatFigure(-0.04, "en", { decimals: 1 }))).toBe("\u22120.04");
    expect(formatNumber(-0.04, "en", { decimals: 1 })).toBe("0.0");
    expect(formatNumber(-0, "en")).toBe("0");
    fc.assert(
      fc.property(
        fc.double({ min: 1e-6, max: 1e6, noNaN: true }),
        fc.boolean(),
        fc.nat(3),
        fc.constantFrom("en" as const, "fr" as const),
        (size, isBelow, decimals, lang) => {
          const text = formatFigure(isBelow ? -size : size, lang, { decimals });
          expect(text).toMatch(/[1-9]/);
          expect(text.startsWith("\u2212")).toBe(isBelow);
        },
      ),
    );
  });
});

it("a warning of a fall to nearly nothing does not say that all is gone", () => {
  const detail = { value: 3, former: 1330, period: "2023", percent: -100 };
  expect(plain(sayFinding({ code: "jump", detail }, "en"))).toBe("99.8 % less than in 2023 (1 330)");
  expect(plain(sayFinding({ code: "jump", detail }, "fr"))).toBe("99,8 % de moins qu’en 2023 (1 330)");
  expect(roundPercent((100 * (3 - 1330)) / 1330, 0)).toBe(-99.8);
  expect(roundPercent(37.6, 0)).toBe(38);
});

describe("a percentage", () => {
  it("is never rounded to 0 or to 100 where it is neither", () => {
    expect(plain(formatPercent(-99.774, "en"))).toBe("\u221299.8 %");
    expect(plain(formatPercent(0.04, "fr"))).toBe("0,04 %");
    expect(plain(formatPercent(-100, "en"))).toBe("\u2212100 %");
    fc.assert(
      fc.property(fc.double({ min: -300, max: 300, noNaN: true }), (percent) => {
        fc.pre(Math.abs(percent) > 1e-5 && Math.abs(Math.abs(percent) - 100) > 1e-5);
        expect(plain(formatPercent(percent, "en"))).not.toMatch(/^\u2212?(0(\.0+)?|100(\.0+)?) %$/);
      }),
    );
  });
});

it("numbers of a column say what they lack behind the decimal mark, in both languages", () => {
  expect(padsOf(["20\u00a0000", "6.5", "0.04", ":", "0"])).toEqual([".04", "4", "", ".04", ".04"]);
  expect(padsOf(["6,5", "7"])).toEqual(["", ",5"]);
  expect(padsOf(["1", "2"])).toEqual(["", ""]);
});

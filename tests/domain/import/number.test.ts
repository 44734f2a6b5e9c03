import { expect, test } from "vitest";
import { detectDecimal, readNumber, scaleNumber } from "~/domain/import/number";

test.each([
  ["whole numbers only", ["1", "2000", ""], "."],
  ["a clear comma", ["1,5", "2000"], ","],
  ["a clear dot", ["1.5", "0.25"], "."],
  ["nought comma three digits is a decimal", ["0,125"], ","],
  ["a dot beside what could be groups", ["1.234", "7.5"], "."],
  ["only what could be groups", ["1.234", "12"], null],
  ["both signs", ["1,5", "2.5"], null],
])("the decimal sign of a column is found or asked for: %s", (_, texts, sign) => {
  expect(detectDecimal(texts)).toBe(sign);
});

test.each([
  ["12", ".", 12],
  [" 12.50 ", ".", 12.5],
  ["12,5", ",", 12.5],
  ["1 234 567", ".", 1234567],
  ["1\u202f234,5", ",", 1234.5],
  ["-3", ".", -3],
  ["1e3", ".", 1000],
  ["1,234.5", ".", null],
  ["1.234,5", ",", null],
  ["12.5", ",", null],
  ["1 23", ".", null],
  ["-0", ".", null],
  ["1e999", ".", null],
  ["9999999999999999", ".", null],
  ["0x10", ".", null],
  ["", ".", null],
  ["Infinity", ".", null],
  ["12 %", ".", null],
] as const)("%j with decimal %j is read as %j", (text, decimal, value) => {
  expect(readNumber(text, decimal)).toBe(value);
});

test("a factor leaves no dust of binary fractions", () => {
  expect(scaleNumber(1.005, 1000)).toBe(1005);
  expect(scaleNumber(0.29, 100)).toBe(29);
  expect(scaleNumber(4457, 1000)).toBe(4_457_000);
});

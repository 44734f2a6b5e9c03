import { expect, it } from "vitest";
import { linksOf } from "~/audit/links";

const drugs = {
  parents: new Map([
    ["HER", "OPI"],
    ["MTD", "OPI"],
    ["HER_BR", "HER"],
  ]),
  codes: ["OPI", "HER", "MTD", "HER_BR", "COC"],
};
const ages = { parents: new Map<string, string>(), codes: [] };

it("stands a code under the nearest holder that occurs", () => {
  expect(linksOf(["OPI", "HER_BR", "MTD", "COC"], drugs)).toEqual([
    { whole: null, parts: ["COC", "OPI"], fills: false },
    { whole: "OPI", parts: ["HER_BR", "MTD"], fills: false },
  ]);
  expect(linksOf(["OPI", "HER", "MTD"], drugs)[1]).toEqual({ whole: "OPI", parts: ["HER", "MTD"], fills: true });
});

it("knows ages that fill another by their years", () => {
  expect(linksOf(["Y15T24", "Y15T34", "Y25T34"], ages)).toContainEqual({
    whole: "Y15T34",
    parts: ["Y15T24", "Y25T34"],
    fills: true,
  });
});

it("adds up the finest ages to the total, and the coarse ones with what is beside them", () => {
  const found = linksOf(["Y_LT15", "Y15T34", "Y35T64", "Y15T64", "Y_GE65", "_U"], ages);
  expect(found.filter(({ whole }) => whole === null)).toEqual([
    { whole: null, parts: ["Y15T34", "Y35T64", "Y_GE65", "Y_LT15", "_U"], fills: true },
    { whole: null, parts: ["Y15T64", "Y_GE65", "Y_LT15", "_U"], fills: true },
  ]);
});

it("does not take a gap in the ages for full", () => {
  expect(linksOf(["Y_LT15", "Y20T24"], ages)).toEqual([{ whole: null, parts: ["Y20T24", "Y_LT15"], fills: false }]);
});

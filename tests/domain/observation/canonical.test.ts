import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { canonicalJson } from "~/domain/observation/canonical";

describe("canonical JSON", () => {
  it("writes keys in order, whatever order they came in", () => {
    expect(canonicalJson({ v: 638, f: ["P"], c: "C" })).toBe('{"c":"C","f":["P"],"v":638}');
    expect(
      canonicalJson(
        new Map([
          ["b", 1],
          ["a", 2],
        ]),
      ),
    ).toBe('{"a":2,"b":1}');
  });

  it("keeps the order of lists and the text of strings", () => {
    expect(canonicalJson(["b", "a", null, undefined, 'é"\n'])).toBe('["b","a",null,null,"é\\"\\n"]');
  });

  it("refuses what JSON cannot hold", () => {
    for (const value of [Number.NaN, Number.POSITIVE_INFINITY, () => 1]) expect(() => canonicalJson(value)).toThrow();
  });

  it("gives back what was put in", () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        expect(JSON.parse(canonicalJson(value))).toEqual(JSON.parse(JSON.stringify(value)));
      }),
    );
  });

  it("writes equal values alike", () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.integer()), (value) => {
        const turned = Object.fromEntries(Object.entries(value).reverse());
        expect(canonicalJson(turned)).toBe(canonicalJson(value));
      }),
    );
  });
});

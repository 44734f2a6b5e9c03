import fc from "fast-check";
import { expect, test } from "vitest";
import { admit } from "~/domain/questionnaire/admit";
import { readQuestionnaire } from "~/survey/questionnaire/read-questionnaire";
import { runs } from "../../support/runs";
import { sampleDefinition } from "../../support/sample-questionnaire";

const sample = readQuestionnaire(sampleDefinition);
const codes = (path: unknown, value: unknown, answers?: Map<string, unknown>) =>
  admit(sample, { path, value }, answers).map((finding) => finding.code);

const admitted: [string, unknown][] = [
  ["deaths_total", { v: 638, f: ["P"] }],
  ["deaths_total", { v: 0 }],
  ["deaths_total", { v: null, f: ["L"] }],
  ["deaths_total", { v: null, lt: 5, f: ["Q"] }],
  ["deaths_total", { v: null, lt: 5, f: ["P", "N"] }],
  ["entrants/OPI/F", { v: 12 }],
  ["entrants/OPI/_T", { v: 12 }],
  ["entrants/_T/M", { v: 12 }],
  ["entrants/_T/_T", { v: 12 }],
  ["use/_T/CAN/LO", { v: 3.2 }],
  ["use/F/CAN/N", { v: 1200 }],
  ["contact", "Claire Aubry"],
  ["staff", 500],
  ["until", "2024-02-29"],
  ["until", "2024-12"],
  ["oat", false],
  ["modules", []],
  ["modules", ["DEATHS", "other"]],
  ["modules/#comment", "School surveys"],
  ["concern", ["COC", "OPI"]],
  ["control/OPI", "YES"],
  ["estimates/#rows", ["a1", "b2"]],
  ["estimates/a1/method", "CRC"],
  ["estimates/a1/method/#comment", "Own"],
  ["estimates/a1/central", { v: 3 }],
  ["estimates/a1/year", 2021],
];

test.each(admitted)("admits %s as %j", (path, value) => {
  expect(codes(path, value)).toEqual([]);
  expect(codes(path, null)).toEqual([]);
});

const refused: [unknown, unknown, string][] = [
  ["deaths_total", { v: null, lt: 5, f: ["Q", "L"] }, "two-reasons"],
  ["deaths_total", { v: null, lt: 5, f: ["N", "K"] }, "two-reasons"],
  ["deaths_total", { v: null, lt: 5, f: ["Q", "N"] }, "below-needs-hidden-or-detection"],
  ["deaths_total", { v: null, lt: 5, f: ["L"] }, "below-needs-hidden-or-detection"],
  ["", { v: 1 }, "unknown-path"],
  [null, { v: 1 }, "unknown-path"],
  [{ toString: 1 }, { v: 1 }, "unknown-path"],
  ["__proto__", { v: 1 }, "unknown-path"],
  ["constructor", { v: 1 }, "unknown-path"],
  ["deaths", { v: 1 }, "unknown-path"],
  ["deaths_total/", { v: 1 }, "unknown-path"],
  ["deaths_total/#comment", "x", "unknown-path"],
  ["entrants", { OPI: { F: { v: 1 } } }, "unknown-path"],
  ["entrants/XXX/F", { v: 1 }, "unknown-path"],
  ["entrants/OPI/__proto__", { v: 1 }, "unknown-path"],
  ["entrants/OPI", { F: { v: 1 } }, "unknown-path"],
  ["entrants/HER/F", { v: 1 }, "unknown-path"],
  ["entrants/OPI/F/F", { v: 1 }, "unknown-path"],
  ["use/CAN/V", { v: 1 }, "unknown-path"],
  ["use/_T/_T/V", { v: 1 }, "unknown-path"],
  ["control/COC", "YES", "unknown-path"],
  ["central", { v: 1 }, "unknown-path"],
  ["estimates/a1", [], "unknown-path"],
  ["estimates/../central", { v: 1 }, "unknown-path"],
  ["estimates/#rows/central", { v: 1 }, "unknown-path"],
  ["deaths_total", 638, "not-a-figure"],
  ["deaths_total", "638", "not-a-figure"],
  ["deaths_total", [{ v: 1 }], "not-a-figure"],
  ["deaths_total", { v: "638" }, "not-a-number"],
  ["deaths_total", { v: Number.NaN }, "not-a-number"],
  ["deaths_total", { v: -0 }, "not-a-number"],
  ["deaths_total", { v: 1, x: 1 }, "unknown-part"],
  ["deaths_total", JSON.parse('{"v":1,"__proto__":{"v":2}}'), "unknown-part"],
  ["deaths_total", { v: null }, "reason-missing"],
  ["deaths_total", { v: 5, f: ["L"] }, "reason-with-value"],
  ["deaths_total", { v: -1 }, "out-of-range"],
  ["use/F/CAN/V", { v: 100.1 }, "out-of-range"],
  ["use/F/CAN/N", { v: 12.5 }, "sample-size-not-whole"],
  ["staff", "12abc", "not-of-its-kind"],
  ["staff", 501, "out-of-range"],
  ["staff", Number.POSITIVE_INFINITY, "not-of-its-kind"],
  ["contact", { evil: 1 }, "not-of-its-kind"],
  ["story", "x".repeat(101), "text-too-long"],
  ["until", "notadate", "bad-date"],
  ["until", "2023-02-29", "bad-date"],
  ["until", "2023-13", "bad-date"],
  ["until", 2023, "not-of-its-kind"],
  ["oat", "true", "not-of-its-kind"],
  ["modules", "DEATHS", "not-of-its-kind"],
  ["modules", ["DEATHS", "DEATHS"], "unknown-choice"],
  ["modules", ["PRISON"], "unknown-choice"],
  ["control/OPI", "PERHAPS", "unknown-choice"],
  ["estimates/a1/method", "__proto__", "unknown-choice"],
  ["estimates/#rows", ["a", "b", "c", "d"], "too-many-rows"],
  ["estimates/#rows", ["a", "a"], "not-of-its-kind"],
  ["estimates/#rows", ["#rows"], "not-of-its-kind"],
];

test.each(refused)("refuses %j with %j as %s", (path, value, code) => {
  expect(codes(path, value)).toEqual([code]);
});

test("a total may be typed only while a part of it has no value", () => {
  const parts = new Map<string, unknown>([["entrants/OPI/F", { v: 3 }]]);
  expect(codes("entrants/OPI/_T", { v: 9 }, parts)).toEqual([]);
  parts.set("entrants/OPI/M", { v: null, f: ["L"] });
  expect(codes("entrants/OPI/_T", { v: 9 }, parts)).toEqual([]);
  parts.set("entrants/OPI/M", { v: 0 });
  expect(codes("entrants/OPI/_T", { v: 9 }, parts)).toEqual(["total-with-parts"]);
  expect(codes("entrants/OPI/_T", null, parts)).toEqual([]);
});

test("a computed question is never typed", () => {
  const computed = readQuestionnaire({
    vigie: { id: "x", version: 1 },
    pages: [{ name: "p", elements: [{ type: "expression", name: "sum", expression: "1" }] }],
  });
  expect(admit(computed, { path: "sum", value: 2 }).map((f) => f.code)).toEqual(["computed-not-typed"]);
});

const paths = [...admitted.map(([path]) => path), "__proto__/a/b", "estimates/#rows/x", "x/".repeat(500)];
const hostileKey = fc.constantFrom("__proto__", "constructor", "v", "f", "lt", "note", "toString", "rowId");
const hostile = fc.letrec((tie) => ({
  value: fc.oneof(
    { maxDepth: 6 },
    fc.constantFrom(null, undefined, Number.NaN, -0, 1e308, "", "x".repeat(20_000), true),
    fc.double(),
    fc.string(),
    fc.array(tie("value"), { maxLength: 5 }),
    fc.dictionary(fc.oneof(hostileKey, fc.string()), tie("value"), { maxKeys: 5 }),
  ),
})).value;

test("hostile shapes get findings, never an exception, and never pass as another kind", () => {
  fc.assert(
    fc.property(fc.oneof(fc.constantFrom(...paths), fc.string(), hostile), hostile, (path, value) => {
      const findings = admit(sample, { path, value });
      expect(findings.every((finding) => finding.level === "error")).toBe(true);
      if (typeof value === "object" && value !== null && !Array.isArray(value) && findings.length === 0) {
        // Only figures are objects, and what was admitted as one has a value or a reason.
        expect(value).toHaveProperty("v");
      }
    }),
    { numRuns: runs(5000) },
  );
});

test("a very deep and a very long value are refused quickly", () => {
  let deep: unknown = 1;
  for (let i = 0; i < 50_000; i++) deep = { v: deep };
  expect(codes("deaths_total", deep)).toEqual(["not-a-number"]);
  expect(codes("deaths_total", { v: 1, f: new Array(1_000_000).fill("P") })).toEqual(["repeated-flag"]);
  expect(codes("modules", new Array(1_000_000).fill("DEATHS"))).toEqual(["unknown-choice"]);
});

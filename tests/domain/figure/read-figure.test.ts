import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Figure, flagCodes, isProblem, parseFigure, reasonCodes } from "~/domain/figure/figure";
import { type Reading, readFigure, writeFigure } from "~/domain/figure/read-figure";
import { runs } from "../../support/runs";

/*
 * Worked out by hand. `638 P` value and flags · `/L` no value, reason · `<5 Q` below a limit · `conf` = c "C" ·
 * `? a | b` asked with these readings · `! code` refused · `` empty. One text in the third place = the same in French.
 */
const S = "\u00a0";
const table: [typed: string, en: string, fr?: string][] = [
  // whole numbers and spaces of every kind
  ["0", "0"],
  ["7", "7"],
  ["638", "638"],
  ["  638  ", "638"],
  ["1234", "1234"],
  ["1 234", "1234"],
  [`1${S}234`, "1234"],
  ["1\u202f234", "1234"],
  ["1\u2009234", "1234"],
  ["1\u2007234", "1234"],
  ["1\u3000234", "1234"],
  ["12 345 678", "12345678"],
  ["1'234", "1234"],
  ["1’234", "1234"],
  ["1'234'567", "1234567"],
  ["\ufeff638", "638"],
  ["6\u200b38", "638"],
  ["999999999999999", "999999999999999"],
  // decimals
  ["1,5", "1.5"],
  ["1.5", "1.5"],
  ["21,6", "21.6"],
  ["0,5", "0.5"],
  ["0.5", "0.5"],
  [".5", "0.5"],
  [",5", "0.5"],
  ["0.0", "0"],
  ["0,00", "0"],
  ["0.234", "0.234"],
  ["0,234", "0.234"],
  [",234", "0.234"],
  ["1.2345", "1.2345"],
  ["1,2340", "1.234"],
  ["1234.567", "1234.567"],
  ["1234,567", "1234.567"],
  ["1 234,5", "1234.5"],
  ["1 234.5", "1234.5"],
  [`1${S}234,567`, "1234.567"],
  ["1'234.5", "1234.5"],
  ["1'234,5", "1234.5"],
  ["1,234.5", "1234.5"],
  ["1.234,5", "1234.5"],
  ["1,234.567", "1234.567"],
  ["1.234,567", "1234.567"],
  ["1,234,567", "1234567"],
  ["1.234.567", "1234567"],
  ["1,234,567.8", "1234567.8"],
  ["1.234.567,8", "1234567.8"],
  // thousands or decimals: asked, in both languages
  ["1.234", "? 1234 | 1.234"],
  ["1,234", "? 1234 | 1.234"],
  ["12.345", "? 12345 | 12.345"],
  ["100,000", "? 100000 | 100"],
  ["1,234 p", "? 1234 P | 1.234 P"],
  ["-1,234", "? -1234 | -1.234"],
  // signs
  ["-3", "-3"],
  ["\u22123", "-3"],
  ["\u20133", "-3"],
  ["- 3", "-3"],
  ["+3", "3"],
  ["-1 234,5", "-1234.5"],
  ["-0", "! minus-zero"],
  ["-0,0", "! minus-zero"],
  ["(3)", "! not-a-number"],
  ["--3", "! not-a-number"],
  // statuses after the number
  ["638 p", "638 P"],
  ["638p", "638 P"],
  ["638 P", "638 P"],
  ["638 (e)", "638 E"],
  ["638(e)", "638 E"],
  ["638 [e]", "638 E"],
  ["638 p e", "638 E P"],
  ["638 e p", "638 E P"],
  ["638 pe", "638 E P"],
  ["638 p, e", "638 E P"],
  ["638, p", "638 P"],
  ["638 p/e", "638 E P"],
  ["638 b", "638 B"],
  ["638 d", "638 D"],
  ["638 u", "638 U"],
  ["638 i", "638 I"],
  ["638 n", "638 N"],
  ["638 c", "638 conf"],
  ["638 c p", "638 P conf"],
  ["638 r", "! unknown-word", "638 B"],
  ["638 f", "! unknown-word", "638 U"],
  ["638 pr", "! unknown-word", "638 B P"],
  ["638 est", "638 E"],
  ["638 prov", "638 P"],
  ["638 def", "638 D"],
  ["638 déf", "! unknown-word", "638 D"],
  ["638 break", "638 B", "! unknown-word"],
  ["638 low", "638 U", "! unknown-word"],
  ["638 provisional", "638 P", "! unknown-word"],
  ["638 provisoire", "! unknown-word", "638 P"],
  ["638 ESTIMÉ", "! unknown-word", "638 E"],
  ["638 estimated", "638 E", "! unknown-word"],
  ["638 rupture", "! unknown-word", "638 B"],
  ["638 fiab", "! unknown-word", "638 U"],
  ["1 234,5 p e", "1234.5 E P"],
  ["0 p", "0 P"],
  ["638 p p", "! repeated-flag"],
  ["638 pp", "! repeated-flag"],
  ["638 p prov", "! repeated-flag"],
  ["638 c c", "! repeated-flag"],
  ["638 x", "! unknown-word"],
  ["638 *", "! unknown-word"],
  ["638¹", "! unknown-word"],
  ["638 abc", "! unknown-word"],
  ["p 638", "! not-a-number"],
  // below a limit
  ["<5", "? <5 Q | <5 N"],
  ["< 5", "? <5 Q | <5 N"],
  ["<0,5", "? <0.5 Q | <0.5 N"],
  ["<5 hid", "<5 Q"],
  ["<5 q", "<5 Q"],
  ["<5 masqué", "<5 Q"],
  ["<5 lod", "<5 N"],
  ["<5 n", "<5 N"],
  ["<5 p", "? <5 P Q | <5 N P"],
  ["<1,234 q", "? <1234 Q | <1.234 Q"],
  ["<0", "! open-limit"],
  ["<-5", "! open-limit"],
  ["<=5", "! open-limit"],
  ["≤5", "! open-limit"],
  [">5", "! open-limit"],
  ["≥5", "! open-limit"],
  ["<", "! not-a-number"],
  // no value and the reason
  [":", "/L"],
  [" : ", "/L"],
  ["..", "/O"],
  ["…", "/O"],
  ["n/a", "/M"],
  ["N/A", "/M"],
  ["n.d.", "/O"],
  ["nd", "/O"],
  ["n. d.", "/O"],
  ["s.o.", "/M"],
  ["S.O.", "/M"],
  ["s/o", "/M"],
  [":z", "/M"],
  [": c", "/Q"],
  ["c", "/Q"],
  ["not collected", "/L", "! not-a-number"],
  ["Not available", "/O", "! not-a-number"],
  ["not applicable", "/M", "! not-a-number"],
  ["included elsewhere", "/K", "! not-a-number"],
  ["suppressed", "/Q", "! not-a-number"],
  ["non recueilli", "! not-a-number", "/L"],
  ["non disponible", "! not-a-number", "/O"],
  ["Sans objet", "! not-a-number", "/M"],
  ["inclus ailleurs", "! not-a-number", "/K"],
  ["nil", "0", "! not-a-number"],
  ["néant", "! not-a-number", "0"],
  ["n.a.", "? /M | /O"],
  ["na", "? /M | /O"],
  ["n.c.", "/L", "? /L | /O | /M"],
  ["-", "? 0 | /M | /O"],
  ["–", "? 0 | /M | /O"],
  ["—", "? 0 | /M | /O"],
  // refused, kept as typed
  ["1e3", "! exponent"],
  ["1E+3", "! exponent"],
  ["1,5e3", "! exponent"],
  ["12O4", "! letter-in-number"],
  ["l2", "! not-a-number"],
  ["5-10", "! range"],
  ["5 – 10", "! range"],
  ["~5", "! approximate"],
  ["≈ 5", "! approximate"],
  ["ca. 5", "! approximate"],
  ["env. 5", "! approximate"],
  ["5.", "! unfinished-number"],
  ["5,", "! unfinished-number"],
  ["12 34", "! broken-groups"],
  ["1 2345", "! broken-groups"],
  ["1  234", "! broken-groups"],
  ["1,23,456", "! broken-groups"],
  ["1.234.5", "! broken-groups"],
  ["1 234'567", "! broken-groups"],
  ["12.03.2024", "! broken-groups"],
  ["2024-03-12", "! not-a-number"],
  ["12/03/2024", "! not-a-number"],
  ["1/2", "! not-a-number"],
  ["007", "! leading-zero"],
  ["0 123", "! leading-zero"],
  ["1234567890123456", "! too-many-digits"],
  ["0,12345678901234567", "! too-many-digits"],
  ["=A1+B2", "! formula"],
  ["#N/A", "! spreadsheet-error"],
  ["#DIV/0!", "! spreadsheet-error"],
  ["12 %", "! unknown-word"],
  ["5 kg", "! unknown-word"],
  ["€5", "! not-a-number"],
  ["5k", "! unknown-word"],
  ["NaN", "! not-a-number"],
  ["Infinity", "! not-a-number"],
  ["abc", "! not-a-number"],
  ["?", "! not-a-number"],
  ["٣", "! not-a-number"],
  ["1\n2", "! not-a-number"],
  ["1\t2", "! not-a-number"],
  ["", ""],
  ["   ", ""],
];

function inShort(figure: Figure): string {
  const number = figure.v !== null ? String(figure.v) : figure.lt !== undefined ? `<${figure.lt}` : "";
  const flags = (figure.f ?? []).join(" ");
  if (number === "") return `/${flags}`;
  return [number, flags, figure.c === "C" ? "conf" : ""].filter((part) => part !== "").join(" ");
}

function toShort(reading: Reading): string {
  if ("empty" in reading) return "";
  if ("refused" in reading) return `! ${reading.refused}`;
  return "figure" in reading ? inShort(reading.figure) : `? ${reading.doubtful.map(inShort).join(" | ")}`;
}

describe("reading what a statistician types", () => {
  it("has at least 120 texts, none twice", () => {
    expect(table.length).toBeGreaterThanOrEqual(120);
    expect(new Set(table.map(([typed]) => typed)).size).toBe(table.length);
  });

  it.each(table)("%j on an English page is %s", (typed, en) => {
    expect(toShort(readFigure(typed, "en"))).toBe(en);
  });

  it.each(table)("%j on a French page (English: %s)", (typed, en, fr) => {
    expect(toShort(readFigure(typed, "fr"))).toBe(fr ?? en);
  });

  it("takes the unit asked for after the number, and no other", () => {
    expect(toShort(readFigure("12,5 %", "fr", ["%"]))).toBe("12.5");
    expect(toShort(readFigure("12,5% p", "fr", ["%"]))).toBe("12.5 P");
    expect(toShort(readFigure("5 KG", "en", ["kg"]))).toBe("5");
    expect(toShort(readFigure("5 g", "en", ["kg"]))).toBe("! unknown-word");
  });

  it("names the word it does not know", () => {
    expect(readFigure("638 p zz", "en")).toEqual({ refused: "unknown-word", word: "zz" });
  });

  it("gives only figures the domain accepts", () => {
    for (const [typed] of table)
      for (const lang of ["en", "fr"] as const) {
        const reading = readFigure(typed, lang);
        const figures = "figure" in reading ? [reading.figure] : "doubtful" in reading ? reading.doubtful : [];
        for (const figure of figures) expect(isProblem(parseFigure(figure)), typed).toBe(false);
      }
  });
});

describe("writing a figure so that it is read back", () => {
  const typedFlags = flagCodes.filter((code) => "BDEINPU".includes(code));
  const withValue = fc.record({
    v: fc
      .oneof(
        fc.integer({ min: -1e9, max: 1e9 }),
        fc.integer({ min: -1e9, max: 1e9 }).map((n) => n / 1000),
      )
      .filter((v) => !Object.is(v, -0)),
    f: fc.subarray([...typedFlags], { minLength: 1 }),
  });
  const missing = fc.constantFrom(...reasonCodes).map((code): Figure => ({ v: null, f: [code] }));
  const below = fc.record({
    lt: fc.integer({ min: 1, max: 5000 }),
    limit: fc.constantFrom("Q" as const, "N" as const),
  });

  it.each(["en", "fr"] as const)("comes back the same in %s", (lang) => {
    fc.assert(
      fc.property(
        fc.oneof(
          withValue as fc.Arbitrary<Figure>,
          missing,
          below.map(({ lt, limit }): Figure => ({ v: null, lt, f: [limit] })),
        ),
        (figure) => {
          expect(readFigure(writeFigure(figure, lang), lang)).toEqual({ figure });
        },
      ),
      { numRuns: runs(500) },
    );
  });

  it("never throws, whatever is typed", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme" }), fc.constantFrom("en" as const, "fr" as const), (text, lang) => {
        expect(readFigure(text, lang)).toBeTypeOf("object");
      }),
      { numRuns: runs(500) },
    );
  });

  it("writes three decimals so that nobody has to be asked", () => {
    expect(writeFigure({ v: 1.234 }, "en")).toBe("1.2340");
    expect(writeFigure({ v: 1234.5, f: ["P"] }, "fr")).toBe("1\u00a0234,5 p");
    expect(writeFigure({ v: -1200 }, "en")).toBe("\u22121\u00a0200");
    expect(writeFigure({ v: 0.0000001 }, "en")).toBe("0.0000001");
  });
});

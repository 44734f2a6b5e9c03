import { describe, expect, test } from "vitest";
import {
  countsPersons,
  type DeclarationTrouble,
  parseDeclaration,
  ruleInForce,
  type TypedDeclaration,
} from "~/domain/disclosure/declaration";
import { readDictionaryFiles } from "~db/collection/dictionary-files";

const about = { common: 5, all: false, allConfidential: false };
const typed = (more: Partial<TypedDeclaration>): TypedDeclaration => ({
  ...{ total: "threshold", url: "", reason: "", threshold: "" },
  ...more,
});
const published = (url: string) => typed({ total: "published", url });
const address = "https://www.ssb.no/helse/narkotikadoedsfall?aar=2025";

describe("a declaration that is taken", () => {
  test.each<[string, TypedDeclaration, object]>([
    ["a stricter threshold", typed({ threshold: " 10 " }), { total: null, threshold: 10, url: null, reason: null }],
    ["published nationally", published(` ${address} `), { total: "published", url: address, threshold: null }],
    ["both at once", { ...published(address), threshold: "6" }, { total: "published", threshold: 6 }],
    [
      "confidential, with its reason",
      typed({ total: "confidential", reason: "Police law, section 4" }),
      { total: "confidential", reason: "Police law, section 4", url: null },
    ],
    ["the highest threshold", typed({ threshold: "100" }), { threshold: 100 }],
    ["an address in another script", published("https://пример.рф/2025"), { total: "published" }],
  ])("%s", (_, given, wanted) => {
    expect(parseDeclaration(given, about)).toMatchObject(wanted);
  });
});

describe("a declaration that is not taken says what is wrong with it", () => {
  test.each<[string, TypedDeclaration, DeclarationTrouble[]]>([
    ["nothing chosen", typed({ total: "" }), ["total-missing"]],
    ["a word nobody offers", typed({ total: "toString", threshold: "10" }), ["total-missing"]],
    ["the common rule", typed({}), ["nothing"]],
    ["no address", published(""), ["url-missing"]],
    ["an address that is not safe", published("http://www.ssb.no/"), ["url-https"]],
    ["words", published("in our annual report"), ["url-bad"]],
    ["a script", published("javascript:alert(1)"), ["url-bad"]],
    ["a host without a name", published("https://10.0.0.1/report"), ["url-bad"]],
    ["a host of one word", published("https://intranet/report"), ["url-bad"]],
    ["a host of the house", published("https://files.local/report"), ["url-bad"]],
    ["a user in the address", published("https://claire:secret@www.ssb.no/"), ["url-bad"]],
    ["a port", published("https://www.ssb.no:8443/"), ["url-bad"]],
    ["a blank within", published("https://www.ssb.no/a b"), ["url-bad"]],
    ["an address too long", published(`https://www.ssb.no/${"a".repeat(500)}`), ["url-bad"]],
    ["an address that serves nothing", typed({ url: address, threshold: "10" }), ["url-unused"]],
    ["no reason", typed({ total: "confidential" }), ["reason-missing"]],
    ["a reason that says nothing", typed({ total: "confidential", reason: "because" }), ["reason-missing"]],
    ["a reason too long", typed({ threshold: "10", reason: "a".repeat(1001) }), ["reason-long"]],
    ["half a person", typed({ threshold: "7.5" }), ["threshold-whole"]],
    ["a negative number", typed({ threshold: "-7" }), ["threshold-whole"]],
    ["the common threshold", typed({ threshold: "5" }), ["threshold-stricter"]],
    ["less than it", typed({ threshold: "3" }), ["threshold-stricter"]],
    ["too much", typed({ threshold: "101" }), ["threshold-high"]],
    ["two things at once", { ...published("x"), threshold: "3" }, ["url-bad", "threshold-stricter"]],
  ])("%s", (_, given, wanted) => {
    expect(parseDeclaration(given, about)).toEqual({ troubles: wanted });
  });

  test("published for all at once, or beside all that is confidential", () => {
    expect(parseDeclaration(published(address), { ...about, all: true })).toEqual({ troubles: ["one-by-one"] });
    expect(parseDeclaration(published(address), { ...about, allConfidential: true })).toEqual({
      troubles: ["all-confidential"],
    });
  });
});

describe("what holds", () => {
  const deaths = { measure: "count", thresholdPersons: 5 } as const;
  const rule = (total: "published" | "confidential" | null, threshold: number | null) => ({ total, threshold });

  test.each([
    ["nothing", undefined, undefined, null],
    ["for all", rule(null, 8), undefined, rule(null, 8)],
    ["for one", undefined, rule("published", null), rule("published", null)],
    ["the higher threshold", rule(null, 8), rule("published", 7), rule("published", 8)],
    ["confidential before published", rule("confidential", null), rule("published", 7), rule("confidential", 7)],
    ["confidential for one of them", rule(null, 8), rule("confidential", null), rule("confidential", 8)],
  ])("%s", (_, all, one, wanted) => {
    expect(ruleInForce(deaths, { all, one })).toEqual(wanted);
  });

  test("what is declared for all does not touch what counts no persons", () => {
    const quantity = { measure: "quantity", thresholdPersons: null } as const;
    expect(ruleInForce(quantity, { all: rule("confidential", 10), one: undefined })).toBeNull();
    expect(ruleInForce(undefined, { all: rule("confidential", 10), one: undefined })).toBeNull();
  });
});

test("of the dictionary, counts of persons may be declared and nothing else", () => {
  const codes = (readDictionaryFiles().indicators ?? []).filter(countsPersons).map(({ code }) => code);
  expect(codes).toEqual(expect.arrayContaining(["DEM-DRD-N", "DEM-TDI-ALL", "DEM-DRID-HIV", "SUP-OFF-USE"]));
  for (const other of ["DEM-DRD-RATE", "DEM-SYR", "SUP-SEI-QTY", "CTX-POP", "POL-ALT", "DEM-GPS-LYP"])
    expect(codes).not.toContain(other);
});

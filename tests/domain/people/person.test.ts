import { expect, test } from "vitest";
import { demoPassword, demoPeople } from "~/domain/people/demo-people";
import { judgePassword } from "~/domain/people/password";
import { deviceOf, parseEmail, parseLine } from "~/domain/people/person";
import { refusalCodes } from "~/domain/refusal";
import { deeds } from "~/i18n/people/deeds";
import { refusals } from "~/i18n/refusals";
import { safeReturnTo } from "~/session.server";

const claire = { email: "claire.aubry@ofdt.example", name: "Claire Aubry" };

test.each([
  ["three unrelated words", null],
  ["ñandú über żółw αβγ", null],
  ["eleven char", "short"],
  ["x".repeat(1025), "long"],
  ["é".repeat(600), "long"],
  ["aaaaaaaaaaaaaa", "common"],
  ["121212121212", "common"],
  ["password1234", "common"],
  ["Motdepasse2026", "common"],
  ["azertyazerty12", "common"],
  ["claireaubry2026", "yours"],
  ["ofdt-claire.aubry", "yours"],
  ["claire keeps nine bees", null],
])("the password %s is judged %s", (password, trouble) => {
  expect(judgePassword(password, claire)).toBe(trouble);
});

test.each([
  [" Claire.Aubry@OFDT.example ", "claire.aubry@ofdt.example"],
  ["o'brien+drugs@health.gov.ie", "o'brien+drugs@health.gov.ie"],
  ["\u00a0\ufefftomas@vigie.example\u200b\u00a0", "tomas@vigie.example"],
  ["to\u200bmas@vigie\u00ad.example\u200e", "tomas@vigie.example"],
  ["tomas＠vigie.example", "tomas@vigie.example"],
  ["anna@ministère.example", "anna@xn--ministre-60a.example"],
  ["anna@ministe\u0300re.example", "anna@xn--ministre-60a.example"],
  ["ANNA@MINISTÈRE.EXAMPLE", "anna@xn--ministre-60a.example"],
  ["anna@xn--ministre-60a.example", "anna@xn--ministre-60a.example"],
  ["anna@ministère。example", "anna@xn--ministre-60a.example"],
  ["eleni@υγεία.gr", "eleni@xn--kxaeei2f.gr"],
  ["anna@mini\u00a0stère.example", null],
  ["to mas@vigie.example", null],
  ["anna@-é-.x", null],
  ["anna@é\u0000.example", null],
  ["a@b", null],
  ["two@at@signs.example", null],
  ["new\nline@vigie.example", null],
  ["a@vigie.example\r\nBcc: b@evil.example", null],
  ["<a@vigie.example>", null],
  ["a b@vigie.example", null],
  ["", null],
  [7, null],
  [`${"a".repeat(250)}@vigie.example`, null],
])("the address %s is read as %s", (text, email) => {
  expect(parseEmail(text)).toBe(email);
});

test("a line of text keeps every letter and refuses control characters", () => {
  expect(parseLine("  Þórunn Ó Súilleabháin ", 120)).toBe("Þórunn Ó Súilleabháin");
  for (const bad of ["", "  ", "a\nb", "a\u0000b", "a\u202eb", "x".repeat(121), null])
    expect(parseLine(bad, 120), String(bad)).toBeNull();
});

test("a browser is named by what people call it", () => {
  expect(deviceOf("Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0")).toBe("Firefox, Linux");
  expect(
    deviceOf("Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/140.0.0.0 Safari/537.36 Edg/140.0"),
  ).toBe("Edge, Windows");
  expect(
    deviceOf("Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 Version/18.0 Safari/604.1"),
  ).toBe("Safari, iOS");
  expect(deviceOf(null)).toBe("");
});

test("after sign-in only an address of this site in a language of the house is followed", () => {
  const good = ["/en", "/fr/collect", "/en/collect/2026-annual/FR/1?section=deaths", "/en?find=a", "/fr/people/12"];
  for (const text of good) expect(safeReturnTo(text, "/home"), text).toBe(text);
  const bad = [
    ...[
      "",
      null,
      "en",
      "//evil.example",
      "/\\evil.example",
      "\\/evil.example",
      "https://evil.example/en",
      "http:/en",
      "javascript:alert(1)",
    ],
    ...[
      "/en//evil.example",
      "/en/\\evil",
      "/en\u0000",
      "/en/\n",
      " /en",
      "/en ",
      "/de/collect",
      "/english",
      "/api/v1/data",
      "/en/sign-out",
      "/fr/sign-in?x=1",
    ],
    ...[
      "/en/invite/abc",
      "/fr/password",
      "/en/../fr/sign-out",
      `/en/${"x".repeat(600)}`,
      "/en@evil.example",
      "///en",
      "/%2f/evil.example/en",
    ],
  ];
  for (const text of bad) expect(safeReturnTo(text, "/home"), String(text)).toBe("/home");
});

test("every refusal has a sentence in both languages, and the two differ", () => {
  for (const code of refusalCodes) {
    expect(refusals.en[code].length, code).toBeGreaterThan(10);
    expect(refusals.fr[code], code).not.toBe(refusals.en[code]);
  }
});

test("what the audit notes has words in both languages", () => {
  expect(Object.keys(deeds.fr).sort()).toEqual(Object.keys(deeds.en).sort());
});

test("the demonstration's people cannot be mistaken for real ones", () => {
  for (const person of demoPeople) expect(person.email).toMatch(/\.demo$/);
  expect(new Set(demoPeople.map((person) => person.email)).size).toBe(demoPeople.length);
  expect(judgePassword(demoPassword, claire)).not.toBeNull();
});

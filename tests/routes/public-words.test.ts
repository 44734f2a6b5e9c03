import { expect, test } from "vitest";
import { methods } from "~/i18n/methods";

test.each(["en", "fr"] as const)("how many figures are hidden is written with its thousands apart, %s", (lang) => {
  expect(methods[lang].withheldCount(10_043)).toContain("10\u00a0043");
});

import { expect, test } from "vitest";
import { newRecoveryCodes, recoveryHash } from "~/factors/recovery-codes";

test("ten codes of 120 bits, none twice, without letters that look alike", () => {
  const codes = [...newRecoveryCodes(), ...newRecoveryCodes()];
  expect(new Set(codes).size).toBe(20);
  for (const code of codes) expect(code).toMatch(/^([A-HJ-NP-Z2-9]{4}-){5}[A-HJ-NP-Z2-9]{4}$/);
});

test("a code is the same in small letters, without dashes and with spaces", () => {
  const [code = ""] = newRecoveryCodes();
  for (const typed of [code.toLowerCase(), code.replaceAll("-", ""), ` ${code.replaceAll("-", " ")} `])
    expect(recoveryHash(typed)).toBe(recoveryHash(code));
  expect(recoveryHash(code)).not.toContain(code.slice(0, 4));
});

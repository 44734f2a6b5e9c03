import decodeQR from "qr/decode.js";
import { expect, test } from "vitest";
import { newTotpSecret, qrOf, totpAddress, totpStepOf } from "~/factors/totp";

/** "12345678901234567890" in base32: the secret of RFC 6238, appendix B. */
const secret = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ";
const at = (seconds: number) => new Date(seconds * 1000).toISOString();

test.each([
  [59, "287082"],
  [1_111_111_109, "081804"],
  [1_111_111_111, "050471"],
  [1_234_567_890, "005924"],
  [2_000_000_000, "279037"],
  [20_000_000_000, "353130"],
])("RFC 6238, appendix B, SHA-1, six of its eight digits: at %i s the code is %s", (seconds, code) => {
  expect(totpStepOf(secret, code, at(seconds))).toBe(Math.floor(seconds / 30));
});

test("a code is taken in its own step and the one after, neither before nor later", () => {
  const code = "005924";
  const step = Math.floor(1_234_567_890 / 30);
  const within = (steps: number) => totpStepOf(secret, code, at((step + steps) * 30));
  expect([within(-1), within(0), within(1), within(2)]).toEqual([null, step, step, null]);
});

test("spaces in a code do not matter; anything but six digits is none", () => {
  expect(totpStepOf(secret, " 005 924 ", at(1_234_567_890))).not.toBeNull();
  for (const code of ["", "5924", "0059241", "abcdef", "٠٠٥٩٢٤"])
    expect(totpStepOf(secret, code, at(1_234_567_890)), code).toBeNull();
});

test("a new secret has 160 bits and is another one each time", () => {
  const made = Array.from({ length: 20 }, newTotpSecret);
  expect(new Set(made).size).toBe(20);
  for (const one of made) expect(one).toMatch(/^[A-Z2-7]{32}$/);
});

test("the picture holds what the app must know, and a reader reads it", () => {
  const address = totpAddress(secret, "claire@vigie.example");
  const asked = new URL(address);
  expect(asked.protocol + asked.host).toBe("otpauth:totp");
  expect(Object.fromEntries(asked.searchParams)).toEqual({
    ...{ issuer: "Vigie", secret, algorithm: "SHA1", digits: "6", period: "30" },
  });
  const { size, path } = qrOf(address);
  // Drawn as the page draws it, eight points for a unit.
  const width = size * 8;
  const pixels = new Uint8Array(width * width * 4).fill(255);
  for (const [, x, y] of path.matchAll(/M(\d+) (\d+)h1v1h-1z/g))
    for (let row = 0; row < 8; row++)
      for (let column = 0; column < 8; column++) {
        const place = ((Number(y) * 8 + row) * width + Number(x) * 8 + column) * 4;
        pixels.fill(0, place, place + 3);
      }
  expect(decodeQR({ width, height: width, data: pixels })).toBe(address);
});

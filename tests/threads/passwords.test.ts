import { hash } from "@node-rs/argon2";
import { expect, test } from "vitest";
import { hashPassword, isPassword, matchPassword } from "~/threads/password-hash.server";
import { judgeNewPassword } from "~/threads/password-judge.server";

const claire = { email: "claire.aubry@ofdt.example", name: "Claire Aubry" };

test.each([
  ["password123456789", "common"],
  ["qwertyuiopasdfghjkl", "common"],
  ["P@ssw0rd12345678", "common"],
  ["football2026football", "common"],
  ["administrator1234", "common"],
  ["ｐａｓｓｗｏｒｄ１２３４５６７８９", "common"],
  ["vigie-2026-vigie-2026", "common"],
  ["Pompidou-1977-vigie", "common"],
  ["aubry-2026-claire-2026", "yours"],
  ["claire keeps nine bees", null],
  ["claire.aubry.1987", "yours"],
  ["fourteen-chars", "short"],
  ["été 2026 à Lyon", null],
  ["quatre hérons au bord", null],
  ["river lantern copper 42", null],
  ["x8#Kq2!mZp0&rTvL", null],
])("the new password %s is judged %s", (password, trouble) => {
  expect(judgeNewPassword(password, claire)).toBe(trouble);
});

test("a password typed with accents joined or apart, in wide letters or ligatures, is the same password", async () => {
  const kept = await hashPassword("café ﬁnal à Genève");
  for (const typed of ["café ﬁnal à Genève", "café final à Genève".normalize("NFD"), "ｃａｆé final à Genève"])
    expect(await matchPassword(kept, typed), typed).toBe("right");
  expect(await matchPassword(kept, "cafe final a Geneve")).toBe("wrong");
});

test("a hash made of the text as it was typed is taken in either form and asks to be renewed", async () => {
  const cost = { memoryCost: 65_536, timeCost: 3, parallelism: 1 };
  for (const form of ["NFC", "NFD"] as const) {
    const kept = await hash("crème brûlée à deux".normalize(form), cost);
    expect(await isPassword(kept, "crème brûlée à deux".normalize("NFC")), form).toBe(true);
    expect(await isPassword(kept, "crème brûlée à deux".normalize("NFD")), form).toBe(true);
  }
  const ligature = await hash("ﬁve ﬂat ﬁshes", cost);
  expect(await matchPassword(ligature, "ﬁve ﬂat ﬁshes")).toBe("old");
  expect(await matchPassword(await hashPassword("ﬁve ﬂat ﬁshes"), "ﬁve ﬂat ﬁshes")).toBe("right");
});

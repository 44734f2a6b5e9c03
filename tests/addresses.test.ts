import { expect, expectTypeOf, test } from "vitest";
import { href, inLanguage, isWithin, type Parts } from "~/addresses";

test("an address is filled with its parts, each encoded once", () => {
  const parts = { lang: "fr", release: "2026-1", series: "A/B C", country: "FR", period: "2024-Q1" };
  expect(href("public.point", parts)).toBe("/fr/points/2026-1/A%2FB%20C/FR/2024-Q1");
  expect(href("collect.submit", { lang: "en", round: "2026-annual", country: "FR", number: 1 })).toBe(
    "/en/collect/2026-annual/FR/1/submit",
  );
});

test("parts that are codes and file names stand as they are written", () => {
  expect(href("public.releaseFile", { file: "2026-1.sqlite.sha256" })).toBe("/data/releases/2026-1.sqlite.sha256");
  expect(href("public.indicator", { lang: "en", indicator: "DEM-DRD-N" })).toBe("/en/indicators/DEM-DRD-N");
});

test("what is asked stands behind the question mark, and an address without parts is named alone", () => {
  expect(href("door.signIn", { lang: "en" }, { returnTo: "/en/collect?section=deaths" })).toBe(
    "/en/sign-in?returnTo=%2Fen%2Fcollect%3Fsection%3Ddeaths",
  );
  expect(href("public.api.columns")).toBe("/api/v1/columns");
  expect(href("public.api.indicators", {}, { release: "2026-1" })).toBe("/api/v1/indicators?release=2026-1");
});

test("a name or a part that does not exist, and a part that is missing, are errors of the compiler", () => {
  expectTypeOf<"collect.submitt">().not.toExtend<Parameters<typeof href>[0]>();
  expectTypeOf<"collect">().not.toExtend<Parameters<typeof href>[0]>();
  expectTypeOf(href<"public.country">).toBeCallableWith("public.country", { lang: "en", country: "FR" });
  expectTypeOf<{ lang: string }>().not.toExtend<Parts<"public.country">>();
  expectTypeOf<{ lang: string; land: string }>().not.toExtend<Parts<"public.country">>();
  expectTypeOf<keyof Parts<"public.country">>().toEqualTypeOf<"lang" | "country">();
  expectTypeOf(href<"public.country">)
    .parameter(1)
    .toEqualTypeOf<Parts<"public.country">>();
  // Without parts the second argument may be left out; with parts it may not.
  expectTypeOf<["public.api.columns"]>().toExtend<Parameters<typeof href<"public.api.columns">>>();
  expectTypeOf<["public.country"]>().not.toExtend<Parameters<typeof href<"public.country">>>();
  expectTypeOf<Parts<"public.notFound">>().toBeNever();
});

test("the same page in the other language keeps the rest of its path", () => {
  expect(inLanguage("/en/indicators/DEM-DRD-N", "fr")).toBe("/fr/indicators/DEM-DRD-N");
  expect(inLanguage("/fr", "en")).toBe("/en");
});

test("a path is within an address when it is the address or below it", () => {
  const data = href("public.releases", { lang: "en" });
  expect(["/en/data", "/en/data/2026-1", "/en/database", "/en"].map((path) => isWithin(path, data))).toEqual([
    true,
    true,
    false,
    false,
  ]);
});

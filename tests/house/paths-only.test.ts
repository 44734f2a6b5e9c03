import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { addresses, allAddresses } from "~/addresses";
import { withPathsOnly } from "../../scripts/paths-only";
import { textOf, top } from "./sources";

const made = withPathsOnly(textOf("app/addresses.ts"));

test("the browser gets the paths of the table and neither files nor rights", () => {
  const [, literal = ""] = /export const addresses = (\{.*\});/.exec(made) ?? [];
  const paths = JSON.parse(literal);
  expect(paths.collect.submit).toEqual({ path: addresses.collect.submit.path });
  expect(paths.public.api.data).toEqual({ path: addresses.public.api.data.path });
  expect([...literal.matchAll(/"path":/g)]).toHaveLength(allAddresses().length);
  expect(literal).not.toMatch(/\.page\.tsx|section\.submit|"see"|"intents"/);
});

test("what stands around the table stays", () => {
  expect(made).toContain("export function href");
  expect(made).toContain("import type { Action }");
});

test("a table that is not found stops the build", () => {
  expect(() => withPathsOnly(textOf("app/addresses.ts").replace("as const satisfies Room", "as Room"))).toThrow(
    "no table",
  );
  expect(() => withPathsOnly("export const places = {} as const satisfies Room;")).toThrow("no table");
});

const assets = "build/client/assets";

test.runIf(existsSync(join(top, assets)))("a built file for the browser names no file of the table", () => {
  const names = allAddresses().map(([, { file }]) => file);
  const scripts = readdirSync(join(top, assets)).filter((name) => name.endsWith(".js"));
  expect(scripts.length).toBeGreaterThan(0);
  expect(scripts.filter((name) => names.some((file) => textOf(join(assets, name)).includes(`"${file}"`)))).toEqual([]);
});

import { dirname } from "node:path";
import { expect, test } from "vitest";
import { filesBelow, textOf } from "./sources";

/** Files over 300 lines, each with the reason why it is one thing. */
const long: Record<string, string> = {
  "app/addresses.ts": "One table, a row for each address.",
  "db/collection/schema.ts":
    "One list of the tables of the collection, two thirds of it the comments the data dictionary is printed from.",
};

const sources = [...filesBelow("app", /\.(tsx?|css)$/), ...filesBelow("db", /\.ts$/), "server.ts"];

test("no file is longer than 300 lines without a written reason", () => {
  const tooLong = sources.filter((file) => textOf(file).split("\n").length > 301 && !(file in long));
  expect(tooLong).toEqual([]);
});

test("every reason for a long file is still needed", () => {
  expect(Object.keys(long).filter((file) => textOf(file).split("\n").length <= 250)).toEqual([]);
});

/** Folders with more than 25 files, and more than ten at the top of `app/`: two rooms in one. */
function crowded(files: readonly string[]): string[] {
  const counts = new Map<string, number>();
  for (const file of files) counts.set(dirname(file), (counts.get(dirname(file)) ?? 0) + 1);
  return [...counts].filter(([folder, count]) => count > (folder === "app" ? 10 : 25)).map(([folder]) => folder);
}

test("no folder holds more than 25 files, the top of app/ ten", () => {
  expect(crowded([...filesBelow("app", /./), ...filesBelow("db", /./), ...filesBelow("tests", /./)])).toEqual([]);
});

test("the count finds a crowded folder", () => {
  const files = (folder: string, count: number) => Array.from({ length: count }, (_, at) => `${folder}/${at}.ts`);
  expect(crowded([...files("app", 11), ...files("app/ui", 25), ...files("db/x", 26)])).toEqual(["app", "db/x"]);
});

const isPlain = (file: string) => /^[A-Za-z0-9./_-]+$/.test(file);

test("names of files are plain: letters, digits, dots and dashes", () => {
  const named = [...filesBelow("app", /./), ...filesBelow("db", /\.ts$/), ...filesBelow("tests", /./)];
  expect(named.filter((file) => !isPlain(file))).toEqual([]);
  expect(isPlain("app/pages/$lang.tsx")).toBe(false);
});

test("no file is named for nothing in particular", () => {
  const vague = /(^|\/)(utils?|helpers?|misc|common|index)\.tsx?$/;
  expect(sources.filter((file) => vague.test(file))).toEqual([]);
  expect(vague.test("app/ui/utils.ts")).toBe(true);
});

test("colours stand in the tokens and the chart palette only", () => {
  const raw = sources.filter((file) => file !== "app/ui/tokens.css" && !file.startsWith("app/charts/palette"));
  expect(raw.filter((file) => /#[0-9a-fA-F]{6}\b(?!")/.test(textOf(file)))).toEqual([]);
});

test("nobody reads the environment but the settings", () => {
  const readers = sources.filter((file) => /process\.env\b/.test(textOf(file)));
  // The host reads the folder of the build, which the settings are part of.
  expect(readers.sort()).toEqual(["app/env.server.ts", "server.ts"]);
});

test("no raw HTML reaches a page", () => {
  expect(sources.filter((file) => /dangerouslySetInnerHTML/.test(textOf(file)))).toEqual([]);
});

test("the seed calls workflows only", () => {
  const seed = filesBelow("app/cli/demo", /^seed.*\.ts$/);
  expect(seed.length).toBeGreaterThan(0);
  expect(seed.filter((file) => /\.(insert|update|delete)\(|\bsql`|prepare\(/.test(textOf(file)))).toEqual([]);
});

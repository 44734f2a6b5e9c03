import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { beforeEach, expect, test } from "vitest";
import type { CommandContext } from "~/cli/command";
import { commands } from "~/cli/import";
import { commands as rebuildCommands } from "~/cli/rebuild";
import { enterDictionary } from "~/workflows/dictionary.server";
import { type Collection, openCollection } from "~db/collection/client";
import { readDictionaryFiles } from "~db/collection/dictionary-files";
import { importIds } from "~db/collection/imports";

const now = "2026-01-05T09:00:00.000Z";
const map = {
  source: { en: "A register", fr: "Un registre" },
  licence: "CC BY 4.0",
  publishedBySource: false,
  precedence: 10,
  area: { column: "country" },
  period: { column: "year" },
  indicator: { fixed: "DEM-DRD-N" },
  dimensions: { SEX: { column: "sex", values: { w: "F", m: "M" } } },
  value: { column: "deaths" },
};
const text =
  "country,year,sex,deaths\nFR,2020,w,120\nFR,2020,m,380\nFR,2021,w,x\nNO,2020,w,3\nNO,2020,w,4\nFR,2019,w,50\nFR,2019,m,150\n";

let db: Collection;
let folder: string;
let said: string[];

beforeEach(() => {
  db = openCollection(":memory:");
  enterDictionary(db, { ...readDictionaryFiles(), origin: "dictionary" }, { by: null, now });
  folder = mkdtempSync(join(tmpdir(), "vigie-import-"));
  writeFileSync(join(folder, "deaths.csv"), text);
  writeFileSync(join(folder, "map.json"), JSON.stringify(map));
  said = [];
});

function call(...args: string[]): number | Promise<number> {
  const context: Pick<CommandContext, "db" | "out" | "now"> = { db, now, out: (line) => void said.push(line) };
  return commands[0]!.run(args, context as CommandContext);
}
const path = (name: string) => join(folder, name);

test("the report says what was detected, taken, and by line and column what was not and why", () => {
  expect(call(path("deaths.csv"), "--map", path("map.json"))).toBe(0);
  const report = said.join("\n");
  expect(report).toContain("encoding UTF-8, cells parted by “,”, decimal sign .");
  expect(report).toContain("sex → SEX");
  expect(report).toContain("7 read");
  expect(report).toContain("4 taken");
  expect(report).toContain("line 4, column deaths: no number “x”");
  expect(report).toContain("NO 2020 DEM-DRD-N:SEX=F: lines 5, 6 with different values (3, 4)");
  expect(report).toContain("FR 2020 Drug-induced deaths: 500 after 200 the year before (150.0\u00a0%)");
  expect(report).toContain("Imported as number 1.");
});

test("the same report in French", () => {
  expect(call(path("deaths.csv"), "--map", path("map.json"), "--lang", "fr", "--dry-run")).toBe(0);
  const report = said.join("\n");
  expect(report).toContain("ligne 4, colonne deaths: pas un nombre “x”");
  expect(report).toContain("FR 2020 Décès induits par les drogues: 500 après 200 l’année précédente");
  expect(report).toContain("Essai à blanc\u00a0: rien n’a été écrit.");
  expect(importIds(db)).toEqual([]);
});

test("a second run is no failure and says that nothing was added", () => {
  call(path("deaths.csv"), "--map", path("map.json"));
  said = [];
  expect(call(path("deaths.csv"), "--map", path("map.json"))).toBe(0);
  expect(said.join("\n")).toContain("This file was imported before with this map. Nothing was added. (1)");
});

test.each([
  ["no map", () => [path("deaths.csv")], "One FILE and one --map are needed."],
  ["a file that is not there", () => [path("nothing.csv"), "--map", path("map.json")], "There is no file"],
  ["a map that is no JSON", () => [path("deaths.csv"), "--map", path("deaths.csv")], "is not JSON"],
  ["an option nobody knows", () => [path("deaths.csv"), "--map", path("map.json"), "--force"], "--force"],
  ["another language", () => [path("deaths.csv"), "--map", path("map.json"), "--lang", "de"], "--lang is en or fr."],
])("a wrong call writes nothing and says how to call: %s", (_, args, words) => {
  expect(call(...args())).toBe(2);
  expect(said[0]).toContain(words);
  expect(said[1]).toContain("import FILE --map MAP.json");
  expect(importIds(db)).toEqual([]);
});

test("nothing taken is a failure", () => {
  writeFileSync(path("odd.csv"), "country,year,sex,deaths\nXX,2020,w,1\n");
  expect(call(path("odd.csv"), "--map", path("map.json"))).toBe(1);
  expect(said.at(-1)).toBe("No row could be taken; nothing was written.");
});

test("the rebuild command says that a sound collection did not change", () => {
  call(path("deaths.csv"), "--map", path("map.json"));
  said = [];
  const context: Pick<CommandContext, "db" | "out" | "now"> = { db, now, out: (line) => void said.push(line) };
  expect(rebuildCommands[0]!.run([], context as CommandContext)).toBe(0);
  expect(said).toEqual(["Recomputed from 0 accepted sections and 1 import.", "Nothing changed."]);
});

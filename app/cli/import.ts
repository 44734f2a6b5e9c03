import { existsSync, readFileSync } from "node:fs";
import { basename } from "node:path";
import { parseArgs } from "node:util";
import { runImport } from "~/workflows/imports.server";
import { readDictionary } from "~db/collection/dictionary";
import type { Command } from "./command";
import { reportLines } from "./import-report";

const usage =
  "import FILE --map MAP.json [--dry-run] [--all] [--lang fr]: reads a long file by a map and says by line and column what was not taken and why";

/** `vigie import`: the file enters as a record beside answers. Exit code 1 when nothing was taken, 2 for a wrong call. */
const importCommand: Command = {
  name: "import",
  usage,
  alone: (args) => !args.includes("--dry-run"),
  run(args, { db, out, now }) {
    const called = parseCall(args);
    if ("wrong" in called) {
      out(called.wrong);
      out(usage);
      return 2;
    }
    const { file, map, dryRun, all, lang } = called;
    const report = runImport(
      db,
      { bytes: readFileSync(file), fileName: basename(file), map, dryRun },
      { by: null, now },
    );
    for (const line of reportLines(report, { lang, dictionary: readDictionary(db), all })) out(line);
    // A second run of the same file is no failure: the figures stand.
    return report.rows.taken > 0 || report.stopped === "already-imported" ? 0 : 1;
  },
};

export const commands: Command[] = [importCommand];

type Call = { file: string; map: unknown; dryRun: boolean; all: boolean; lang: "en" | "fr" };

function parseCall(args: string[]): Call | { wrong: string } {
  let parsed: ReturnType<typeof parse>;
  try {
    parsed = parse(args);
  } catch (error) {
    return { wrong: (error as Error).message };
  }
  const [file, ...others] = parsed.positionals;
  const { map: mapFile, lang, "dry-run": dryRun, all } = parsed.values;
  if (file === undefined || others.length > 0 || mapFile === undefined)
    return { wrong: "One FILE and one --map are needed." };
  if (lang !== "en" && lang !== "fr") return { wrong: "--lang is en or fr." };
  for (const path of [file, mapFile]) if (!existsSync(path)) return { wrong: `There is no file ${path}.` };
  try {
    const map: unknown = JSON.parse(readFileSync(mapFile, "utf8"));
    return { file, map, lang, dryRun: dryRun === true, all: all === true };
  } catch (error) {
    return { wrong: `${mapFile} is not JSON: ${(error as Error).message}` };
  }
}

function parse(args: string[]) {
  return parseArgs({
    args,
    allowPositionals: true,
    options: {
      map: { type: "string" },
      "dry-run": { type: "boolean" },
      all: { type: "boolean" },
      lang: { type: "string", default: "en" },
    },
  });
}

import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { type DictionaryEntries, parseEntries } from "~/domain/dictionary/parse";

const kinds = ["indicators", "dimensions", "units", "countries", "groups", "memberships"] as const;

/**
 * Reads the dictionary files of the project for `enterDictionary`.
 * @throws Error naming each part that is not of its shape: the files are part of the program
 */
export function readDictionaryFiles(folder = resolve("db/dictionary")): DictionaryEntries {
  const given = Object.fromEntries(
    kinds.map((kind) => [kind, JSON.parse(readFileSync(join(folder, `${kind}.json`), "utf8"))]),
  );
  const { entries, problems } = parseEntries(given);
  if (problems.length > 0) throw new Error(`db/dictionary: ${problems.map((p) => `${p.at}: ${p.what}`).join("; ")}`);
  return entries;
}

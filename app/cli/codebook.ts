import { existsSync, readdirSync, readFileSync } from "node:fs";
import { resolve } from "node:path";
import { type Dictionary, toDictionary } from "~/domain/dictionary/dictionary";
import { parseEntries } from "~/domain/dictionary/parse";
import { withParameters } from "~/domain/questionnaire/parameters";
import { parametersOf, readQuestionnaire } from "~/survey/questionnaire/read-questionnaire";
import type { Collection } from "~db/collection/client";
import { readDictionary } from "~db/collection/dictionary";
import { readDictionaryFiles } from "~db/collection/dictionary-files";
import { latestVersion, readVersion } from "~db/collection/questionnaires";
import { codebookLines } from "./codebook-lines";
import type { Command } from "./command";

/** Prints what a questionnaire asks: every figure with its path, series, unit, definition and words in both languages. */
export const codebook: Command = {
  name: "codebook",
  usage: "codebook QUESTIONNAIRE [VERSION]: prints every figure it asks, with its series, unit, definition and texts",
  run([id, version, ...rest], { db, out }) {
    if (id === undefined || rest.length > 0 || (version !== undefined && !/^[1-9]\d*$/.test(version))) {
      out(`npm run vigie -- ${codebook.usage}`);
      return 2;
    }
    const found = findDefinition(db, id, version === undefined ? null : Number(version));
    if (!found) {
      out(`There is no questionnaire ${id}${version === undefined ? "" : ` version ${version}`}.`);
      return 1;
    }
    for (const line of codebookLines(asWritten(found.definition), found.dictionary)) out(line);
    return 0;
  },
};

/** With the words and codes the questionnaire has unless a round says others. */
function asWritten(definition: unknown) {
  return withParameters(readQuestionnaire(definition), parametersOf(definition));
}

type Found = { definition: unknown; dictionary: Dictionary };

/**
 * Finds a definition with the dictionary it speaks: as published, else the file in `surveys/` nobody has published yet.
 * @param version  null = the newest
 */
function findDefinition(db: Collection, id: string, version: number | null): Found | null {
  const wanted = version ?? latestVersion(db, id);
  const published = wanted === null ? null : readVersion(db, id, wanted);
  if (published) return { definition: JSON.parse(published.definition), dictionary: readDictionary(db) };
  const file = definitionFile(id, version);
  if (file === null) return null;
  const definition: { vigie?: { dictionary?: unknown } } = JSON.parse(readFileSync(file, "utf8"));
  const own = parseEntries(definition.vigie?.dictionary ?? {}).entries;
  const files = readDictionaryFiles();
  const dictionary = toDictionary({
    indicators: [...files.indicators, ...own.indicators],
    dimensions: [...files.dimensions, ...own.dimensions],
    units: [...files.units, ...own.units],
  });
  return { definition, dictionary };
}

function definitionFile(id: string, version: number | null): string | null {
  // The id becomes a folder name: anything else than the names of questionnaires stays out of the file system.
  if (!/^[a-z][a-z0-9-]*$/.test(id)) return null;
  const folder = resolve("surveys", id);
  if (!existsSync(folder)) return null;
  const versions = readdirSync(folder).flatMap((name) => {
    const match = /^v(\d+)\.json$/.exec(name);
    return match ? [Number(match[1])] : [];
  });
  const wanted = version ?? Math.max(0, ...versions);
  return versions.includes(wanted) ? resolve(folder, `v${wanted}.json`) : null;
}

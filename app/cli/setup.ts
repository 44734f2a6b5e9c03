import { readdirSync, readFileSync } from "node:fs";
import { resolve } from "node:path";
import { isRefusal } from "~/domain/refusal";
import { enterDictionary } from "~/workflows/dictionary.server";
import { publishShipped } from "~/workflows/questionnaires.server";
import type { Collection } from "~db/collection/client";
import { readDictionaryFiles } from "~db/collection/dictionary-files";
import type { Command } from "./command";

/** Questionnaires that come with the project, by folder of surveys/. */
export const ownQuestionnaires = ["annual", "rapid"] as const;

/**
 * Enters the dictionary and publishes the questionnaires of surveys/ through the same door as an editor's upload. What
 * is entered or published already stays as it is, so it may be called again.
 * @throws  when a file of the project has problems: a bug
 */
export function enterOwnFiles(
  db: Collection,
  deed: { by: number | null; now: string },
  say: (line: string) => void,
): void {
  const entered = enterDictionary(db, { ...readDictionaryFiles(), origin: "dictionary" }, deed);
  if ("problems" in entered)
    throw new Error(`db/dictionary has problems: ${JSON.stringify(entered.problems.slice(0, 5))}`);
  say(`dictionary: ${entered.added} entries added, ${entered.changed} changed, ${entered.unchanged} unchanged`);
  for (const name of ownQuestionnaires) {
    const file = newestFile(resolve("surveys", name));
    const outcome = publishShipped(db, readFileSync(file, "utf8"), deed);
    if (outcome === null) continue;
    if (isRefusal(outcome) || "problems" in outcome) {
      throw new Error(`${file} has problems: ${JSON.stringify(outcome).slice(0, 1000)}`);
    }
    say(`questionnaire ${outcome.questionnaire}, version ${outcome.version}: ${outcome.hash}`);
  }
}

/** `v2.json` before `v1.json`: the version a new installation begins with. */
export function newestFile(folder: string): string {
  const versions = readdirSync(folder).flatMap((name) => /^v([1-9]\d*)\.json$/.exec(name)?.[1] ?? []);
  return resolve(folder, `v${Math.max(...versions.map(Number))}.json`);
}

export const setup: Command = {
  name: "setup",
  usage:
    "setup: enters the dictionary and publishes the questionnaires of surveys/ (first step of a live installation)",
  alone: () => true,
  run(_args, { db, now, out }) {
    enterOwnFiles(db, { by: null, now }, out);
    return 0;
  },
};

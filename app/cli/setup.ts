import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { isRefusal } from "~/domain/refusal";
import { enterDictionary } from "~/workflows/dictionary.server";
import { publishQuestionnaire } from "~/workflows/questionnaires.server";
import type { Collection } from "~db/collection/client";
import { readDictionaryFiles } from "~db/collection/dictionary-files";
import { latestVersion } from "~db/collection/questionnaires";
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
    if (latestVersion(db, name) !== null) continue;
    const outcome = publishQuestionnaire(db, readFileSync(resolve("surveys", name, "v1.json"), "utf8"), deed);
    if (isRefusal(outcome) || "problems" in outcome) {
      throw new Error(`surveys/${name}/v1.json has problems: ${JSON.stringify(outcome).slice(0, 1000)}`);
    }
    say(`questionnaire ${outcome.questionnaire}, version ${outcome.version}: ${outcome.hash}`);
  }
}

export const setup: Command = {
  name: "setup",
  usage:
    "setup: enters the dictionary and publishes the questionnaires of surveys/ (first step of a live installation)",
  run(_args, { db, now, out }) {
    enterOwnFiles(db, { by: null, now }, out);
    return 0;
  },
};

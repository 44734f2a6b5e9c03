import { existsSync, readdirSync } from "node:fs";
import { formerUser, kindNames } from "~/domain/people/personal-data";
import { isRefusal } from "~/domain/refusal";
import { takeTurn } from "~/threads/turn";
import { exportPerson } from "~/workflows/people/export.server";
import {
  erasePerson,
  type Forgotten,
  findPerson,
  isForgotten,
  whatIsForgotten,
} from "~/workflows/people/forgetting.server";
import { dueForDeletion, retentionBatch, sweepAll, sweptKinds } from "~/workflows/people/retention.server";
import type { Command } from "./command";

/* Periods, and what a person may ask for. */

const retention: Command = {
  name: "retention",
  usage: "retention [--dry-run]   deletes personal data past its period, or says how much there is",
  async run(args, { db, out, now }) {
    const isDry = args.length === 1 && args[0] === "--dry-run";
    if (args.length > 0 && !isDry) {
      out(this.usage);
      return 2;
    }
    const due = dueForDeletion(db, now);
    const done = isDry ? null : await sweepAll(db, { most: retentionBatch, makeWay: takeTurn }, { by: null, now });
    for (const kind of sweptKinds) {
      const { n, oldest } = due[kind];
      out(`${kind.padEnd(16)} ${String(done?.[kind] ?? n).padStart(7)}${oldest === null ? "" : `   oldest ${oldest}`}`);
    }
    out(isDry ? "Nothing was changed." : "Done.");
    return 0;
  },
};

const exporting: Command = {
  name: "privacy:export",
  usage: "privacy:export PERSON   prints all that is held of a person (number or address) as JSON, to hand over to her",
  run([text, more], { db, out, now }) {
    if (!text || more !== undefined) {
      out(this.usage);
      return 2;
    }
    const person = findPerson(db, text);
    const taken = person && exportPerson(db, person.id, { by: null, now });
    if (!taken) {
      out(`There is no person ${text}.`);
      return 1;
    }
    out(JSON.stringify(taken, null, 2));
    return 0;
  },
};

const erasing: Command = {
  name: "privacy:erase",
  usage: "privacy:erase PERSON [--yes]   says what erasing a person (number or address) would do; --yes does it",
  alone: (args) => args.includes("--yes"),
  run(args, { db, env, out, now }) {
    const [text, more] = args.filter((one) => one !== "--yes");
    if (!text || more !== undefined) {
      out(this.usage);
      return 2;
    }
    const person = findPerson(db, text);
    if (!person || isForgotten(person)) {
      out(person ? `${formerUser(person.id)} was erased before.` : `There is no person ${text}.`);
      return 1;
    }
    if (!args.includes("--yes")) {
      out(`${person.name} <${person.email}> becomes ${formerUser(person.id)}. This cannot be taken back.`);
      tellCounts(whatIsForgotten(db, person), out);
      out("Figures stay, under her number. Add --yes to do it.");
      return 0;
    }
    const outcome = erasePerson(db, person.id, { by: null, now });
    if (isRefusal(outcome)) throw new Error(`erase person ${person.id}: ${outcome.refusal}`);
    out(`${formerUser(person.id)}: erased.`);
    tellCounts(outcome.forgotten, out);
    if (!outcome.logEmptied) out("The log beside the file is in use; its last bytes go when it is written back.");
    out("Backups made before today keep her name until they run out, 35 days at most by the rule (BACKUP_KEEP).");
    for (const folder of keptAside(env.DATA_DIR)) out(`A restore kept a copy aside that holds it too: ${folder}`);
    if (outcome.record.length === 0) return 0;
    out("Her name also stands in texts of the record, which is only appended:");
    for (const { table, column, rows } of outcome.record) out(`  ${table}.${column}: ${rows}`);
    return 1;
  },
};

export const commands = [retention, exporting, erasing];

function tellCounts({ mentions, ...kinds }: Forgotten, out: (line: string) => void): void {
  for (const kind of kindNames) if (kinds[kind]) out(`  ${kind.padEnd(16)} ${kinds[kind]}`);
  if (mentions > 0) out(`  texts that name her, rewritten: ${mentions}`);
}

function keptAside(folder: string): string[] {
  return existsSync(folder) ? readdirSync(folder).filter((name) => name.startsWith("before-restore-")) : [];
}

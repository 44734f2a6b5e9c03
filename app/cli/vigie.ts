import { installGlobals } from "@remix-run/node";
import { EnvError, env, noCollection, prepareFolders } from "~/env.server";
import { CollectionFileError, isMissingOrEmpty, openCollection } from "~db/collection/client";
import { takeLock } from "~db/sqlite/lock";
import { troubleOf } from "~db/sqlite/trouble";
import { createAdmin, passwordLink } from "./admin";
import { auditVerify } from "./audit";
import { commands as backingUp } from "./backup";
import { codebook } from "./codebook";
import type { BareCommand, Command } from "./command";
import { docs } from "./docs";
import { doctor } from "./doctor";
import { erasePersonal } from "./erase";
import { commands as importing } from "./import";
import { commands as signingOn } from "./oidc";
import { commands as keepingPrivate } from "./privacy";
import { publish } from "./publish";
import { commands as rebuilding } from "./rebuild";
import { setup } from "./setup";

/*
 * npm run vigie -- NAME …: the same workflows as the pages, without a browser. Exit code 0 done, 1 refused, 2 wrong
 * call, 78 wrong setting or data file. What works alone is refused beside a running host.
 */

const commands: (Command | BareCommand)[] = [
  setup,
  codebook,
  publish,
  ...importing,
  ...rebuilding,
  erasePersonal,
  ...keepingPrivate,
  createAdmin,
  ...signingOn,
  passwordLink,
  ...backingUp,
  auditVerify,
  doctor,
  docs,
];

const said = {
  busy: "another process holds the collection; try again when it is done",
  full: "the disk has no room left",
  failed: "the collection cannot be read or written",
};

installGlobals({ nativeFetch: true });
process.exitCode = await main(process.argv.slice(2));

async function main([name, ...args]: string[]): Promise<number> {
  const command = commands.find((one) => one.name === name);
  if (!command) {
    console.log("npm run vigie -- COMMAND …\n");
    for (const one of commands) console.log(`  ${one.usage}`);
    return name === undefined || name === "help" ? 0 : 2;
  }
  try {
    const settings = env();
    prepareFolders(settings);
    const context = { env: settings, out: (line: string) => console.log(line), now: new Date().toISOString() };
    if (
      settings.VIGIE_MODE === "live" &&
      !("bare" in command) &&
      command !== setup &&
      isMissingOrEmpty(settings.collectionFile)
    )
      throw new CollectionFileError(noCollection(settings.collectionFile));
    const lock = command.alone?.(args)
      ? takeLock(settings.lockFile, `npm run vigie -- ${command.name}, process ${process.pid}`)
      : null;
    if (lock && "heldBy" in lock) {
      console.error(
        `${command.name} works alone, and the data folder ${settings.DATA_DIR} is in use by ${lock.heldBy}. Stop that first.`,
      );
      return 1;
    }
    try {
      if ("bare" in command) return await command.run(args, context);
      const db = openCollection(settings.collectionFile, settings.auditKeyFile);
      try {
        return await command.run(args, { ...context, db });
      } finally {
        db.$client.close();
      }
    } finally {
      lock?.release();
    }
  } catch (error) {
    const trouble = troubleOf(error);
    if (trouble) {
      console.error(`Nothing was changed: ${said[trouble]} (${error instanceof Error ? error.message : error}).`);
      return 1;
    }
    if (!(error instanceof EnvError) && !(error instanceof CollectionFileError)) throw error;
    console.error(`Vigie cannot start: ${error.message}`);
    return 78;
  }
}

import { installGlobals } from "@remix-run/node";
import { EnvError, env, prepareFolders } from "~/env.server";
import { CollectionFileError, openCollection } from "~db/collection/client";
import { createAdmin } from "./admin";
import { commands as backingUp } from "./backup";
import { codebook } from "./codebook";
import type { BareCommand, Command } from "./command";
import { docs } from "./docs";
import { doctor } from "./doctor";
import { erasePersonal } from "./erase";
import { commands as importing } from "./import";
import { publish } from "./publish";
import { commands as rebuilding } from "./rebuild";
import { setup } from "./setup";

/*
 * npm run vigie -- NAME …: the same workflows as the pages, without a browser. Exit code 0 done, 1 refused, 2 wrong
 * call, 78 wrong setting or data file.
 */

const commands: (Command | BareCommand)[] = [
  ...[setup, codebook, publish, ...importing, ...rebuilding, erasePersonal, createAdmin],
  ...[...backingUp, doctor, docs],
];

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
    if ("bare" in command) return await command.run(args, context);
    const db = openCollection(settings.collectionFile);
    try {
      return await command.run(args, { ...context, db });
    } finally {
      db.$client.close();
    }
  } catch (error) {
    if (!(error instanceof EnvError) && !(error instanceof CollectionFileError)) throw error;
    console.error(`Vigie cannot start: ${error.message}`);
    return 78;
  }
}

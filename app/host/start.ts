import type { Env } from "~/env.server";
import { EnvError, noCollection, prepareFolders } from "~/env.server";
import { type Collection, CollectionFileError, isMissingOrEmpty, isUnset, openCollection } from "~db/collection/client";
import { takeLock } from "~db/sqlite/lock";
import { troubleOf } from "~db/sqlite/trouble";

/** Exit code for a wrong setting or data file: a supervisor does not start it again (facts/operations.md §6). */
export const wrongSetting = 78;
/** Exit code for what passes: a supervisor may start it again (EX_TEMPFAIL of sysexits.h). */
const tryLater = 75;

/** How long a start waits for another process that holds the collection, ms, and how often it tries. */
const longestWait = 60_000;
const everyMs = 1_000;

/** Why the host does not start, and with which exit code. */
export class CannotStart extends Error {
  constructor(
    message: string,
    readonly code: number,
  ) {
    super(message);
  }
}

/**
 * Opens the data folder for the host: it is taken for this process, and the collection in it is there and set up.
 *
 * A live installation never makes a collection of its own: where it is missing or empty the disk is not there, or the folder
 * is another one. A collection that another process holds is waited for.
 * @param say  is told of a wait
 * @throws CannotStart  one line with the remedy
 */
export async function openForHost(
  env: Env,
  say: (line: string) => void,
): Promise<{ collection: Collection; leave: () => void }> {
  try {
    prepareFolders(env);
    if (env.VIGIE_MODE === "live" && isMissingOrEmpty(env.collectionFile))
      throw new CollectionFileError(noCollection(env.collectionFile));
    const lock = takeLock(
      env.lockFile,
      `the host at ${env.APP_ORIGIN}, process ${process.pid}, since ${new Date().toISOString()}`,
    );
    if ("heldBy" in lock)
      throw new CannotStart(
        `DATA_DIR: ${env.DATA_DIR} is in use by ${lock.heldBy}; stop that, or set DATA_DIR to another folder`,
        wrongSetting,
      );
    const collection = await whenFree(() => openCollection(env.collectionFile, env.auditKeyFile), say);
    if (env.VIGIE_MODE === "live" && isUnset(collection)) {
      collection.$client.close();
      throw new CollectionFileError(noCollection(env.collectionFile));
    }
    return { collection, leave: lock.release };
  } catch (error) {
    if (error instanceof EnvError || error instanceof CollectionFileError)
      throw new CannotStart(error.message, wrongSetting);
    if (error instanceof CannotStart || troubleOf(error) === null) throw error;
    throw new CannotStart(`${env.DATA_DIR}: ${(error as Error).message}`, tryLater);
  }
}

/**
 * Does what another process may keep from being done, as soon as that has ended; what fails otherwise fails at once.
 * @throws CannotStart  after a minute
 */
export async function whenFree<T>(work: () => T, say: (line: string) => void): Promise<T> {
  for (let waited = 0; ; waited += everyMs) {
    try {
      return work();
    } catch (error) {
      if (troubleOf(error) !== "busy") throw error;
      if (waited >= longestWait)
        throw new CannotStart("another process holds the collection; try again later", tryLater);
      if (waited === 0) say("Another process holds the collection; waiting for it …");
      await new Promise((resolve) => setTimeout(resolve, everyMs));
    }
  }
}

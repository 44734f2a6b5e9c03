import { existsSync, mkdirSync, readdirSync, renameSync, rmSync } from "node:fs";
import { join } from "node:path";
import { EnvError, env, prepareFolders } from "~/env.server";
import { ended, spawnThread } from "~/threads/thread-pool.server";
import { CollectionFileError } from "~db/collection/client";
import { syncToDisk } from "~db/sqlite/on-disk";
import type { SeedJob, SeedTold } from "./seed.worker";

/**
 * Makes the demonstration on the first start: in a folder of its own, moved into place when whole, so that a start that
 * was killed leaves nothing half-made. Does nothing when there is a collection already, and never in live mode.
 */
export async function seedIfEmpty(): Promise<void> {
  try {
    const settings = env();
    if (settings.VIGIE_MODE === "live" || existsSync(settings.collectionFile)) return;
    prepareFolders(settings);
    const fresh = join(settings.DATA_DIR, "seeding");
    rmSync(fresh, { recursive: true, force: true });
    mkdirSync(join(fresh, "releases"), { recursive: true });
    const file = join(fresh, "collection.sqlite");
    const folder = join(fresh, "releases");
    const job = { file, keyFile: settings.auditKeyFile, releasesFolder: folder, now: new Date().toISOString() };
    await seedInThread(job, sayIn(process.stdout));
    syncToDisk(file);
    for (const name of readdirSync(folder)) renameSync(join(folder, name), join(settings.releasesFolder, name));
    renameSync(file, settings.collectionFile);
    rmSync(fresh, { recursive: true, force: true });
  } catch (error) {
    if (!(error instanceof EnvError) && !(error instanceof CollectionFileError)) throw error;
    console.error(`Vigie cannot start: ${error.message}`);
    process.exit(78);
  }
}

/** Makes the demonstration in a thread (seed.worker.ts); throws `CollectionFileError` where the file cannot be made. */
async function seedInThread(job: SeedJob, say: (line: string, passing: boolean) => void): Promise<void> {
  const worker = spawnThread("seed.worker", "app/cli/demo/seed.worker.ts", 4096, job);
  let refused: string | null = null;
  worker.on("message", (told: SeedTold) => {
    if ("refused" in told) refused = told.refused;
    else say(told.line, told.passing);
  });
  await ended(worker);
  if (refused !== null) throw new CollectionFileError(refused);
}

/** Says lines; passing ones on a terminal only, where the next line takes their place. */
function sayIn(out: NodeJS.WriteStream): (line: string, passing: boolean) => void {
  if (!out.isTTY) return (line, passing) => void (passing || out.write(`${line}\n`));
  return (line, passing) => void out.write(`\r\x1b[2K${line}${passing ? "" : "\n"}`);
}

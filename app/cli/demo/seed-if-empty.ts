import { closeSync, existsSync, fsyncSync, mkdirSync, openSync, readdirSync, renameSync, rmSync } from "node:fs";
import { join } from "node:path";
import { installGlobals } from "@remix-run/node";
import { EnvError, env, prepareFolders } from "~/env.server";
import { CollectionFileError, openCollection } from "~db/collection/client";
import { seed } from "./seed";

installGlobals({ nativeFetch: true });

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
    const db = openCollection(file);
    // A seed that is cut short is thrown away: its commits need not wait for the disk, only the finished file does.
    db.$client.pragma("synchronous = OFF");
    // All of it fits in 256 MB.
    db.$client.pragma("cache_size = -262144");
    await seed(db, {
      releasesFolder: join(fresh, "releases"),
      now: new Date().toISOString(),
      say: sayIn(process.stdout),
    });
    db.$client.pragma("wal_checkpoint(TRUNCATE)");
    db.$client.close();
    sync(file);
    for (const file of readdirSync(join(fresh, "releases"))) {
      renameSync(join(fresh, "releases", file), join(settings.releasesFolder, file));
    }
    renameSync(file, settings.collectionFile);
    rmSync(fresh, { recursive: true, force: true });
  } catch (error) {
    if (!(error instanceof EnvError) && !(error instanceof CollectionFileError)) throw error;
    console.error(`Vigie cannot start: ${error.message}`);
    process.exit(78);
  }
}

/** Says lines; passing ones on a terminal only, where the next line takes their place. */
function sayIn(out: NodeJS.WriteStream): (line: string, passing: boolean) => void {
  if (!out.isTTY) return (line, passing) => void (passing || out.write(`${line}\n`));
  return (line, passing) => void out.write(`\r\x1b[2K${line}${passing ? "" : "\n"}`);
}

function sync(file: string): void {
  const open = openSync(file, "r+");
  fsyncSync(open);
  closeSync(open);
}

import { resolve } from "node:path";
import { drizzle } from "drizzle-orm/better-sqlite3";
import Database from "../sqlite/driver";
import * as schema from "./schema";

/** "VIGR": marks a SQLite file as a release of Vigie. */
export const releaseApplicationId = 0x56494752;

/** Version of the file's shape; newer code reads every older one, older code refuses a newer one. */
export const releaseFormat = 1;

/** Why a file cannot be read as a release: foreign, damaged or of a newer Vigie. */
export class ReleaseFileError extends Error {}

/**
 * Opens a release file read-only. Nothing can be written through it, not even a journal.
 * @throws ReleaseFileError  missing, foreign, damaged or newer file
 */
export function openReleaseFile(file: string) {
  let client: Database.Database;
  try {
    client = new Database(file, { readonly: true, fileMustExist: true });
  } catch (error) {
    throw new ReleaseFileError(`${file} cannot be opened: ${error instanceof Error ? error.message : error}`);
  }
  try {
    client.pragma("query_only = ON");
    client.pragma("trusted_schema = OFF");
    client.pragma("mmap_size = 268435456");
    if (client.pragma("application_id", { simple: true }) !== releaseApplicationId)
      throw new ReleaseFileError(`${file} is not a release of Vigie`);
    const format = client.pragma("user_version", { simple: true });
    if (typeof format !== "number" || format > releaseFormat)
      throw new ReleaseFileError(`${file} was written by a newer version of Vigie`);
  } catch (error) {
    client.close();
    if (error instanceof ReleaseFileError) throw error;
    throw new ReleaseFileError(`${file} is not readable as SQLite: ${error instanceof Error ? error.message : error}`);
  }
  return Object.assign(drizzle(client, { schema }), { $client: client });
}

export type ReleaseFile = ReturnType<typeof openReleaseFile>;

/** Paths of the files of a release within the folder of releases. */
export function releaseFiles(folder: string, id: string) {
  const file = resolve(folder, `${id}.sqlite`);
  return { file, hash: `${file}.sha256`, notice: resolve(folder, `${id}.withdrawn.json`) };
}

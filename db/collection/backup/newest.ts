import { max } from "drizzle-orm";
import { drizzle } from "drizzle-orm/better-sqlite3";
import Database from "../../sqlite/driver";
import { audit } from "../schema-people";

/** Instant of the newest audit line of a collection, read without opening it for use; null = it has none. */
export function newestInstantOf(file: string): string | null {
  const client = new Database(file, { readonly: true, fileMustExist: true });
  try {
    return (
      drizzle(client)
        .select({ at: max(audit.at) })
        .from(audit)
        .get()?.at ?? null
    );
  } finally {
    client.close();
  }
}

import Database from "./driver";
import { troubleOf } from "./trouble";

export type Lock = { release: () => void };

/**
 * Takes a data folder for one process: a small SQLite file beside the collection, whose lock the system gives back when the
 * process ends, however it ends. So no number of a process has to be believed, and nothing is left over after `kill -9`.
 * @param about  who takes it, as the next one is told: `the host at http://localhost:3000 (process 12, since …)`
 * @returns      or who has it
 */
export function takeLock(file: string, about: string): Lock | { heldBy: string } {
  const client = new Database(file, { timeout: 200 });
  try {
    client.exec("BEGIN IMMEDIATE");
    try {
      client.exec("CREATE TABLE IF NOT EXISTS holder (about TEXT NOT NULL) STRICT; DELETE FROM holder");
      client.prepare("INSERT INTO holder (about) VALUES (?)").run(about);
      client.exec("COMMIT");
    } catch (error) {
      // On a full disk it is held without a name.
      if (troubleOf(error) !== "full") throw error;
      if (client.inTransaction) client.exec("ROLLBACK");
    }
    // Held from here on; the name can be read beside it.
    client.exec("BEGIN IMMEDIATE");
  } catch (error) {
    if (troubleOf(error) !== "busy") throw error;
    const heldBy = holderIn(client);
    client.close();
    return { heldBy };
  }
  return { release: () => client.close() };
}

function holderIn(client: Database.Database): string {
  try {
    return String(client.prepare("select about from holder").pluck().get() ?? "another process");
  } catch {
    return "another process";
  }
}

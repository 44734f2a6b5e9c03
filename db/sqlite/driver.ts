import { createRequire } from "node:module";
import type Sqlite from "better-sqlite3";

/**
 * SQLite's driver for the Node that runs: better-sqlite3 13 on Node 22 and newer, 12.9 on Node 20.
 *
 * No one version serves both: 12.9 ends the process on Node 24.19 and newer, 13 on Node 20. Both speak the same
 * interface and both carry a SQLite of at least 3.51.3, which `assertSettings` checks.
 * @source docs/decisions/0007-node-24.md
 */
const Database = createRequire(import.meta.url)(driverFor(process.versions.node)) as typeof Sqlite;
// Merged with the value, so that `Database.Database` and `Database.Statement` name the types as in the package itself.
declare namespace Database {
  export type Database = Sqlite.Database;
  export type Statement = Sqlite.Statement;
}

/** Name of the package that drives SQLite on a version of Node, as `20.19.0`. */
export function driverFor(node: string): "better-sqlite3" | "better-sqlite3-node20" {
  return Number(node.split(".")[0]) >= 22 ? "better-sqlite3" : "better-sqlite3-node20";
}

export default Database;

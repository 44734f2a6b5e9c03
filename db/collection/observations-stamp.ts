import { count, eq, max, sql } from "drizzle-orm";
import type { Collection } from "./client";
import { imports, observations, sectionEvents } from "./schema";

type Asked = { client: Collection["$client"]; ask: (area: string) => string };

const askOf = new WeakMap<Collection["$client"], Asked>();

/**
 * Names the state of what a country said and was accepted: as long as the name is the same, `acceptedValues` says the
 * same. Made of what cannot move without it: every acceptance and correction is an event, every file a row, and rows that
 * another connection wrote move SQLite's own counter.
 */
export function stampOfAccepted(db: Collection, area: string): string {
  const known = askOf.get(db.$client) ?? { client: db.$client, ask: prepare(db) };
  askOf.set(db.$client, known);
  return known.ask(area);
}

function prepare(db: Collection): (area: string) => string {
  const rows = db
    .select({ rows: count(), newest: max(observations.id) })
    .from(observations)
    .where(eq(observations.area, sql.placeholder("area")))
    .prepare();
  const events = db
    .select({ newest: max(sectionEvents.id) })
    .from(sectionEvents)
    .prepare();
  const files = db
    .select({ newest: max(imports.id) })
    .from(imports)
    .prepare();
  return (area) =>
    [
      db.$client.pragma("data_version", { simple: true }),
      ...Object.values(rows.get({ area }) ?? {}),
      events.get()?.newest,
      files.get()?.newest,
    ].join(" ");
}

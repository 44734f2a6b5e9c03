import { asc, count, max, sql, sum } from "drizzle-orm";
import {
  type Dictionary,
  type Dimension,
  type Indicator,
  toDictionary,
  type Unit,
} from "~/domain/dictionary/dictionary";
import { oncePerConnection } from "../sqlite/prepared";
import type { Collection } from "./client";
import { dictionaryEntries } from "./schema";

type Kept = { stamp: string; dictionary: Dictionary };

const knownOf = oncePerConnection((db: Collection): { ask: () => string; kept: Kept | null } => {
  const { updatedAt, body, position } = dictionaryEntries;
  // Number, newest instant and size of the rows: an entry is never removed, and a new text is entered with its instant.
  const stamp = db
    .select({ entries: count(), newest: max(updatedAt), size: sum(sql`length(${body})`), places: sum(position) })
    .from(dictionaryEntries)
    .prepare();
  return { ask: () => JSON.stringify(stamp.get()), kept: null };
});

/**
 * The dictionary as it stands, each kind in the order of screens; not to be changed by anybody.
 *
 * Kept between calls as long as its rows say they are the same: projections ask for it thousands of times in a row, and
 * host and pages are two module graphs, so no writer could tell all readers.
 */
export function readDictionary(db: Collection): Dictionary {
  const known = knownOf(db);
  const stamp = known.ask();
  if (known.kept?.stamp !== stamp) known.kept = { stamp, dictionary: buildDictionary(db) };
  return known.kept.dictionary;
}

function buildDictionary(db: Pick<Collection, "select">): Dictionary {
  const indicators: Indicator[] = [];
  const dimensions: Dimension[] = [];
  const units: Unit[] = [];
  // `enterDictionary` is the only writer and has looked at every body.
  for (const row of listEntries(db)) {
    if (row.kind === "indicator") indicators.push(row.body as Indicator);
    else if (row.kind === "dimension") dimensions.push(row.body as Dimension);
    else units.push(row.body as Unit);
  }
  return toDictionary({ indicators, dimensions, units });
}

/** Rows of the dictionary with where each came from (`dictionary`, or a questionnaire version as `annual/1`). */
export function listEntries(db: Pick<Collection, "select">) {
  return db
    .select()
    .from(dictionaryEntries)
    .orderBy(asc(dictionaryEntries.kind), asc(dictionaryEntries.position))
    .all();
}

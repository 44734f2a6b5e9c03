import type { Database, Statement } from "better-sqlite3";
import { asc } from "drizzle-orm";
import {
  type Dictionary,
  type Dimension,
  type Indicator,
  toDictionary,
  type Unit,
} from "~/domain/dictionary/dictionary";
import type { Collection } from "./client";
import { dictionaryEntries } from "./schema";

type Kept = { stamp: string; dictionary: Dictionary };
type Known = { ask: Statement<[], { stamp: string }>; kept: Kept | null };

const knownOf = new WeakMap<Database, Known>();

/**
 * The dictionary as it stands, each kind in the order of screens; not to be changed by anybody.
 *
 * Kept between calls as long as its rows say they are the same: projections ask for it thousands of times in a row, and
 * host and pages are two module graphs, so no writer could tell all readers.
 */
export function readDictionary(db: Collection): Dictionary {
  const known = knownOf.get(db.$client) ?? { ask: prepare(db.$client), kept: null };
  knownOf.set(db.$client, known);
  const stamp = known.ask.get()?.stamp ?? "";
  if (known.kept?.stamp !== stamp) known.kept = { stamp, dictionary: buildDictionary(db) };
  return known.kept.dictionary;
}

/** Number, newest instant and size of the rows: an entry is never removed, and a new text is entered with its instant. */
function prepare(client: Database): Statement<[], { stamp: string }> {
  return client.prepare(
    "select count(*) || ' ' || max(updated_at) || ' ' || sum(length(body)) || ' ' || sum(position) stamp from dictionary_entries",
  );
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

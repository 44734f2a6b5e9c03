import { asc } from "drizzle-orm";
import { type Dictionary, type Dimension, type Indicator, toDictionary, type Unit } from "~/domain/dictionary";
import type { Collection } from "./client";
import { dictionaryEntries } from "./schema";

/** The dictionary as it stands, each kind in the order of screens. */
export function readDictionary(db: Pick<Collection, "select">): Dictionary {
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

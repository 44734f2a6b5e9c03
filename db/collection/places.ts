import { desc, eq } from "drizzle-orm";
import type { Collection } from "./client";
import { submissions } from "./schema";
import { lastPlaces } from "./schema-people";

export type Place = { person: number; submission: number; path: string; at: string };

/** Keeps where a person is in a submission; the former place is forgotten. In the caller's transaction. */
export function keepPlace(db: Pick<Collection, "insert">, place: Place): void {
  const { path, at } = place;
  db.insert(lastPlaces)
    .values(place)
    .onConflictDoUpdate({ target: [lastPlaces.person, lastPlaces.submission], set: { path, at } })
    .run();
}

/** Where a person left off, the latest first, with the submission it belongs to. */
export function placesOf(db: Pick<Collection, "select">, person: number) {
  return db
    .select({
      path: lastPlaces.path,
      at: lastPlaces.at,
      submission: lastPlaces.submission,
      round: submissions.round,
      country: submissions.country,
      number: submissions.number,
    })
    .from(lastPlaces)
    .innerJoin(submissions, eq(submissions.id, lastPlaces.submission))
    .where(eq(lastPlaces.person, person))
    .orderBy(desc(lastPlaces.at))
    .all();
}

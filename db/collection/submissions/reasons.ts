import { asc, eq } from "drizzle-orm";
import type { WarningReason } from "~/domain/check/findings-of";
import type { Deed } from "../audit";
import type { Collection } from "../client";
import { warningReasons } from "../schema";
import { persons } from "../schema-people";

/** Reasons given for the warnings of a submission, in the order they were given; void ones included. */
export function reasonsOf(db: Pick<Collection, "select">, submission: number): WarningReason[] {
  return db
    .select({
      check: warningReasons.checkName,
      path: warningReasons.path,
      serves: warningReasons.serves,
      lang: warningReasons.lang,
      reason: warningReasons.reason,
      valuesHash: warningReasons.valuesHash,
      by: persons.name,
      at: warningReasons.at,
    })
    .from(warningReasons)
    .leftJoin(persons, eq(persons.id, warningReasons.by))
    .where(eq(warningReasons.submission, submission))
    .orderBy(asc(warningReasons.id))
    .all();
}

/** Appends a reason; an earlier one of the same place stays as it was said. In the caller's transaction. */
export function keepReason(
  db: Pick<Collection, "insert">,
  { check, ...reason }: Omit<WarningReason, "by" | "at"> & { submission: number },
  deed: Deed,
): void {
  db.insert(warningReasons)
    .values({ ...reason, checkName: check, at: deed.now, by: deed.by })
    .run();
}

import { asc, eq, sql } from "drizzle-orm";
import type { WarningReason } from "~/domain/check/findings-of";
import { oncePerConnection, placeholdersOf, prepareRead, prepareWrite } from "../../sqlite/prepared";
import type { Deed } from "../audit";
import type { Collection } from "../client";
import { warningReasons } from "../schema";
import { persons } from "../schema-people";

const prepared = oncePerConnection((db: Collection) => ({
  of: prepareRead(
    db,
    db
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
      .where(eq(warningReasons.submission, sql.placeholder("submission")))
      .orderBy(asc(warningReasons.id)),
  ),
  keep: prepareWrite(db, db.insert(warningReasons).values(placeholdersOf(warningReasons))),
}));

/** Reasons given for the warnings of a submission, in the order they were given; void ones included. */
export function reasonsOf(db: Collection, submission: number): WarningReason[] {
  return prepared(db).of.all({ submission });
}

/** Appends a reason; an earlier one of the same place stays as it was said. In the caller's transaction. */
export function keepReason(
  db: Collection,
  { check, ...reason }: Omit<WarningReason, "by" | "at"> & { submission: number },
  deed: Deed,
): void {
  prepared(db).keep.run({ ...reason, id: null, checkName: check, at: deed.now, by: deed.by });
}

import { and, asc, eq, isNull } from "drizzle-orm";
import type { Lang } from "~/domain/dictionary/dictionary";
import type { Declaration } from "~/domain/disclosure/declaration";
import type { Collection } from "./client";
import { disclosureRules } from "./schema";

type Db = Pick<Collection, "select">;

/** A declaration as it stands in the collection. */
export type DisclosureRow = typeof disclosureRules.$inferSelect;

/** Declarations that hold now, of one country or of all, by country and indicator (`*` first). */
export function declarationsInForce(db: Db, country?: string): DisclosureRow[] {
  return db
    .select()
    .from(disclosureRules)
    .where(
      and(isNull(disclosureRules.endedAt), country === undefined ? undefined : eq(disclosureRules.country, country)),
    )
    .orderBy(asc(disclosureRules.country), asc(disclosureRules.indicator))
    .all();
}

/** The declaration of a country for an indicator (or `*`) that holds now. */
export function declarationInForce(db: Db, country: string, indicator: string): DisclosureRow | undefined {
  return declarationsInForce(db, country).find((row) => row.indicator === indicator);
}

/** Every declaration of a country for an indicator, the ended ones too, oldest first. */
export function declarationsOf(db: Db, country: string, indicator: string): DisclosureRow[] {
  return db
    .select()
    .from(disclosureRules)
    .where(and(eq(disclosureRules.country, country), eq(disclosureRules.indicator, indicator)))
    .orderBy(asc(disclosureRules.id))
    .all();
}

/** Writes a declaration; the one before must have ended. @returns its number */
export function insertDeclaration(
  db: Pick<Collection, "insert">,
  row: Declaration & {
    country: string;
    indicator: string;
    reasonLang: Lang | null;
    by: number;
    at: string;
  },
): number {
  return db.insert(disclosureRules).values(row).returning({ id: disclosureRules.id }).get().id;
}

/** Ends a declaration; its row stays as history. */
export function endDeclaration(
  db: Pick<Collection, "update">,
  id: number,
  ended: { endedBy: number; endedAt: string },
): void {
  db.update(disclosureRules).set(ended).where(eq(disclosureRules.id, id)).run();
}

import { and, asc, desc, eq } from "drizzle-orm";
import type { Text } from "~/domain/dictionary/dictionary";
import type { Collection } from "./client";
import { questionIds, questionnaireVersions } from "./schema";
import { persons } from "./schema-people";

/** A published version without its definition, for lists. */
export type VersionLine = {
  questionnaire: string;
  version: number;
  title: Text;
  /** SHA-256 of the definition, hex. */
  hash: string;
  publishedAt: string;
  /** Name of the person; null = entered from a file of the project. */
  publishedBy: string | null;
};

export type Version = VersionLine & {
  /** The JSON text exactly as published. */
  definition: string;
};

type Db = Pick<Collection, "select" | "insert">;

const line = {
  questionnaire: questionnaireVersions.questionnaire,
  version: questionnaireVersions.version,
  titleEn: questionnaireVersions.titleEn,
  titleFr: questionnaireVersions.titleFr,
  hash: questionnaireVersions.hash,
  publishedAt: questionnaireVersions.publishedAt,
  publishedBy: persons.name,
};

/** Reads one published version, null when there is none. */
export function readVersion(db: Db, questionnaire: string, version: number): Version | null {
  const row = db
    .select({ ...line, definition: questionnaireVersions.definition })
    .from(questionnaireVersions)
    .leftJoin(persons, eq(persons.id, questionnaireVersions.publishedBy))
    .where(and(eq(questionnaireVersions.questionnaire, questionnaire), eq(questionnaireVersions.version, version)))
    .get();
  return row ? { ...toLine(row), definition: row.definition } : null;
}

/** Number of the newest published version of a questionnaire, null when there is none. */
export function latestVersion(db: Db, questionnaire: string): number | null {
  const row = db
    .select({ version: questionnaireVersions.version })
    .from(questionnaireVersions)
    .where(eq(questionnaireVersions.questionnaire, questionnaire))
    .orderBy(desc(questionnaireVersions.version))
    .get();
  return row?.version ?? null;
}

/** Lists all published versions, questionnaires by id, newest version first. */
export function listVersions(db: Db): VersionLine[] {
  const rows = db
    .select(line)
    .from(questionnaireVersions)
    .leftJoin(persons, eq(persons.id, questionnaireVersions.publishedBy))
    .orderBy(asc(questionnaireVersions.questionnaire), desc(questionnaireVersions.version))
    .all();
  return rows.map(toLine);
}

/** SHA-256 of a published definition; undefined when there is no such version. Cheap: `compiled` asks it each time. */
export function hashOfVersion(db: Db, questionnaire: string, version: number): string | undefined {
  const row = db
    .select({ hash: questionnaireVersions.hash })
    .from(questionnaireVersions)
    .where(and(eq(questionnaireVersions.questionnaire, questionnaire), eq(questionnaireVersions.version, version)))
    .get();
  return row?.hash;
}

/** Life-long ids of the questions of a version, name → id. */
export function questionIdsOf(db: Db, questionnaire: string, version: number): Map<string, string> {
  const rows = db
    .select({ name: questionIds.name, questionId: questionIds.questionId })
    .from(questionIds)
    .where(and(eq(questionIds.questionnaire, questionnaire), eq(questionIds.version, version)))
    .all();
  return new Map(rows.map((row) => [row.name, row.questionId]));
}

/** Writes a version and the ids of its questions; both are never changed afterwards. */
export function insertVersion(
  db: Db,
  version: typeof questionnaireVersions.$inferInsert,
  ids: ReadonlyMap<string, string>,
): void {
  db.insert(questionnaireVersions).values(version).run();
  for (const [name, questionId] of ids) {
    db.insert(questionIds)
      .values({ questionnaire: version.questionnaire, version: version.version, name, questionId })
      .run();
  }
}

type Row = {
  questionnaire: string;
  version: number;
  titleEn: string;
  titleFr: string;
  hash: string;
  publishedAt: string;
  publishedBy: string | null;
};

function toLine({ titleEn, titleFr, questionnaire, version, hash, publishedAt, publishedBy }: Row): VersionLine {
  return { questionnaire, version, title: { en: titleEn, fr: titleFr }, hash, publishedAt, publishedBy };
}

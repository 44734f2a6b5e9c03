import { expect, test } from "vitest";
import { filesBelow, textOf } from "./sources";

/*
 * Queries are Drizzle's (docs/decisions/0013-statements.md). Statements that are text, or are handed to the driver, stand
 * here with their number and why; pragmas are settings, and migrations are files of their own.
 */
const texts: Record<string, { count: number; reason: string }> = {
  "app/audit/read.ts": {
    count: 1,
    reason: "reads release files as a stranger would, sharing no code with the product",
  },
  "app/workflows/people/export.server.ts": {
    count: 3,
    reason: "tables and columns come from the table of personal data",
  },
  "app/workflows/people/forgetting.server.ts": {
    count: 8,
    reason: "tables and columns come from the table of personal data",
  },
  "app/workflows/people/retention.server.ts": {
    count: 8,
    reason: "rows of every kind, tables of the table of personal data",
  },
  "db/collection/client.ts": {
    count: 3,
    reason: "before Drizzle opens the file: SQLite's version, and which migrations a foreign file has seen",
  },
  "db/collection/backup/copy.ts": { count: 3, reason: "vacuum into a file; of a copy its SQLite and its migrations" },
  "db/collection/patience.ts": { count: 1, reason: "an empty transaction: can the file be written?" },
  "db/release/writer.ts": { count: 5, reason: "the tables of a release file, begin and commit, analyze and vacuum" },
  "db/sqlite/lock.ts": {
    count: 7,
    reason: "a lock is a transaction kept open, in a file of one table without a schema",
  },
  "db/sqlite/prepared.ts": { count: 2, reason: "runs what Drizzle built; `.prepare()` costs a save of 74 µs 30 more" },
};

/** A call of the driver's `prepare` (Drizzle's takes nothing) or `exec`, and whole statements in `sql`. */
const ways = [
  /\.prepare\s*(?:<|\((?!\s*\)))/g,
  /\b(?:client|db|database|connection)\.exec\(/gi,
  /\.exec\(\s*["'`]/g,
  /\.(?:run|all|get|values)\(\s*sql\b/g,
  /\bsql\.raw\(/g,
];

/** How many statements of a source go around Drizzle. */
function textsOf(source: string): number {
  const code = source.replace(/\/\*[\s\S]*?\*\/|^\s*\/\/.*$/gm, "");
  return new Set(ways.flatMap((way) => [...code.matchAll(way)].map(({ index, 0: text }) => index + text.indexOf("("))))
    .size;
}

const files = [...filesBelow("app", /\.tsx?$/), ...filesBelow("db", /\.ts$/), "server.ts"];

test("statements that are text are those of the table, in number too", () => {
  const found = files.flatMap((file): [string, number][] => {
    const count = textsOf(textOf(file));
    return count === 0 ? [] : [[file, count]];
  });
  expect(Object.fromEntries(found)).toEqual(
    Object.fromEntries(Object.entries(texts).map(([file, { count }]) => [file, count])),
  );
});

test("a statement that is text is found", () => {
  const planted = [
    'db.$client.prepare("select 1").all();',
    "db.$client\n    .prepare<[number], Row>(\n      `select 1`,\n    )",
    'client.exec("begin");',
    "client.exec(statement);",
    'store.exec("vacuum");',
    "db.all(sql`select 1`);",
    'db.select().from(sql.raw("answers"));',
  ];
  for (const code of planted) expect([code, textsOf(code)]).toEqual([code, 1]);
});

test("a query of Drizzle and a search in a text are none", () => {
  const fine = [
    "db.select().from(answers).prepare();",
    "const match = shape.exec(text);",
    'const match = /a/.exec(params.file ?? "");',
    '// client.exec("begin")',
    "/* db.$client.prepare(text) */",
    "db.update(t).set({ seq: sql`excluded.seq` }).run();",
  ];
  for (const code of fine) expect([code, textsOf(code)]).toEqual([code, 0]);
});

import { resolve } from "node:path";
import { getTableColumns, is } from "drizzle-orm";
import { getTableConfig, integer, SQLiteTable, sqliteTable, text } from "drizzle-orm/sqlite-core";
import { expect, test } from "vitest";
import { kindNames, places } from "~/domain/people/personal-data";
import { privacy } from "~/i18n/public/privacy";
import { persons } from "~db/collection/schema-people";
import { filesBelow } from "./sources";

/* No table of the collection tells of a person without a row in app/domain/people/personal-data.ts. */

/** `to` of these is an instant. */
const dated = ["grants.to", "memberships.to"];

async function tables(): Promise<SQLiteTable[]> {
  const files = filesBelow("db/collection", /schema[a-z-]*\.ts$/);
  expect(files.length).toBeGreaterThan(1);
  const modules = await Promise.all(files.map((file) => import(resolve(file)) as Promise<Record<string, unknown>>));
  return modules.flatMap((one) => Object.values(one).filter((value): value is SQLiteTable => is(value, SQLiteTable)));
}

/** Columns that hold the number or the address of a person: by reference, or by name. */
function personColumns(table: SQLiteTable): string[] {
  const { name, foreignKeys } = getTableConfig(table);
  const referring = foreignKeys
    .map((key) => key.reference())
    .filter(({ foreignTable }) => foreignTable === persons)
    .flatMap(({ columns }) => columns.map((column) => column.name));
  const named = Object.values(getTableColumns(table))
    .filter(({ dataType, name: column }) =>
      dataType === "number" ? /^(person|actor|by)$|_by$/.test(column) : /email|^to$/.test(column),
    )
    .map((column) => column.name);
  return [...new Set([...referring, ...named])]
    .map((column) => `${name}.${column}`)
    .filter((one) => !dated.includes(one) && !one.startsWith("persons."));
}

const known = places.map(({ table, column }) => `${table}.${column}`);

test("every column that tells of a person has a row in the table of personal data", async () => {
  const found = (await tables()).flatMap(personColumns);
  expect(found).toContain("answer_changes.by");
  expect(found.filter((one) => !known.includes(one))).toEqual([]);
});

test("the table of personal data names no column that is gone", async () => {
  const all = (await tables()).flatMap((table) =>
    Object.values(getTableColumns(table)).map(({ name }) => `${getTableConfig(table).name}.${name}`),
  );
  expect(known.filter((one) => !all.includes(one))).toEqual([]);
  expect(known.filter((one, at) => known.indexOf(one) !== at)).toEqual([]);
});

test("the search finds planted columns", () => {
  const planted = sqliteTable("planted", {
    owner: integer("owner").references(() => persons.id),
    decidedBy: integer("decided_by"),
    email: text("email"),
    other: text("other"),
  });
  expect(personColumns(planted)).toEqual(["planted.owner", "planted.decided_by", "planted.email"]);
});

test("the notice has words for each kind, and in French its own", () => {
  for (const kind of kindNames)
    for (const part of ["what", "why", "kept"] as const)
      expect(privacy.fr.kinds[kind][part], `${kind} ${part}`).not.toBe(privacy.en.kinds[kind][part]);
});

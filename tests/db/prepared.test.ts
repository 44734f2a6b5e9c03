import { eq, sql } from "drizzle-orm";
import { drizzle } from "drizzle-orm/better-sqlite3";
import { integer, sqliteTable, text } from "drizzle-orm/sqlite-core";
import { beforeEach, describe, expect, test } from "vitest";
import Database from "~db/sqlite/driver";
import { cell, excluded, oncePerConnection, placeholdersOf, prepareRead, prepareWrite } from "~db/sqlite/prepared";

const notes = sqliteTable("notes", {
  id: integer("id").primaryKey(),
  isPublic: integer("is_public", { mode: "boolean" }),
  body: text("body_json", { mode: "json" }).$type<{ en: string }>(),
});

const open = () => {
  const client = new Database(":memory:");
  client.exec("create table notes (id integer primary key, is_public integer, body_json text) strict");
  return drizzle(client);
};
let db: ReturnType<typeof open>;

beforeEach(() => {
  db = open();
});

const insert = () => prepareWrite(db, db.insert(notes).values(placeholdersOf(notes)));
const ofId = () =>
  prepareRead(
    db,
    db
      .select()
      .from(notes)
      .where(eq(notes.id, sql.placeholder("id"))),
  );
const stored = () => db.$client.prepare("select id, is_public, body_json from notes order by id").raw().all();

describe("a prepared write", () => {
  test("encodes as the schema says, and null stays null", () => {
    insert().run({ id: 1, isPublic: true, body: { en: "a" } });
    insert().run({ id: 2, isPublic: null, body: null });
    expect(stored()).toEqual([
      [1, 1, '{"en":"a"}'],
      [2, null, null],
    ]);
  });

  test("refuses a row that leaves a column out", () => {
    expect(() => insert().run({ id: 1, isPublic: true })).toThrow("nothing is bound to body");
    expect(stored()).toEqual([]);
  });

  test("takes what the row brought that met one of the same key", () => {
    const upsert = db
      .insert(notes)
      .values(placeholdersOf(notes))
      .onConflictDoUpdate({ target: notes.id, set: { body: excluded(notes.body) } });
    insert().run({ id: 1, isPublic: true, body: { en: "a" } });
    prepareWrite(db, upsert).run({ id: 1, isPublic: false, body: { en: "b" } });
    expect(stored()).toEqual([[1, 1, '{"en":"b"}']]);
  });

  test("is undone with the transaction around it", () => {
    const write = insert();
    expect(() =>
      db.transaction(() => {
        write.run({ id: 1, isPublic: null, body: null });
        throw new Error("no");
      }),
    ).toThrow("no");
    expect(stored()).toEqual([]);
  });
});

describe("a prepared read", () => {
  test("gives the rows Drizzle gives", () => {
    insert().run({ id: 1, isPublic: false, body: { en: "a" } });
    insert().run({ id: 2, isPublic: null, body: null });
    const all = db.select().from(notes);
    expect(prepareRead(db, all).all()).toEqual(all.all());
    expect(ofId().get({ id: 1 })).toEqual({ id: 1, isPublic: false, body: { en: "a" } });
    expect(ofId().get({ id: 3 })).toBeUndefined();
  });

  test("reads by place what the query calls by name", () => {
    insert().run({ id: 7, isPublic: true, body: null });
    const query = prepareRead(db, db.select({ body: notes.body, id: notes.id }).from(notes));
    const ids: number[] = [];
    query.each({}, (row) => ids.push(cell(row, query.at.id)));
    expect(ids).toEqual([7]);
  });

  test("refuses what is computed: nobody would know how to read it", () => {
    const computed = db.select({ n: sql<number>`count(*)` }).from(notes);
    expect(() => prepareRead(db, computed)).toThrow("n is no column");
  });
});

test("what is made of a connection is made once, and anew for another one", () => {
  let made = 0;
  const numberOf = oncePerConnection((_: typeof db) => ++made);
  expect([numberOf(db), numberOf(db), numberOf(open())]).toEqual([1, 1, 2]);
});

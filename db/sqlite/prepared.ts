import type { Database } from "better-sqlite3";
import { Column, getTableColumns, is, Param, Placeholder, type Query, type SQL, sql, type Table } from "drizzle-orm";

/*
 * Statements that run at every save or for a hundred thousand rows. Drizzle builds them, from the schema; they are prepared
 * once per connection, and the driver runs them.
 */

type Connection = { $client: Database };
type Bound = Record<string, unknown>;

/** Makes something of a connection, its prepared statements above all, at the first call and keeps it as long as it lives. */
export function oncePerConnection<D extends Connection, T>(make: (db: D) => T): (db: D) => T {
  const known = new WeakMap<Database, T>();
  return (db) => {
    const found = known.get(db.$client);
    if (found !== undefined) return found;
    const made = make(db);
    known.set(db.$client, made);
    return made;
  };
}

/**
 * Prepares a query of Drizzle that selects columns side by side; placeholders are bound by name.
 *
 * It does what Drizzle's own `.prepare()` does, for statements where that costs too much: Drizzle looks at the class of
 * every value and column again at each row. Processor time of saving one answer, commit without waiting for the disk:
 * 67 µs with statements as text, 105 with `.prepare()`, 74 with these (docs/decisions/0013-statements.md).
 */
export function prepareRead<Row extends Record<string, unknown>>(
  { $client }: Connection,
  query: { toSQL: () => Query; _: { selectedFields: Record<string, unknown>; result: Row[] } },
) {
  const { sql: text, params } = query.toSQL();
  const statement = $client.prepare<unknown[], unknown[]>(text).raw();
  const bind = binder(params);
  const toRow = rowReader<Row>(query._.selectedFields);
  return {
    /** The first row; a limit is not needed, and a bound one would make SQLite prepare the statement anew at every call. */
    get(bound: Bound = {}): Row | undefined {
      const row = statement.get(...bind(bound));
      return row && toRow(row);
    },
    all: (bound: Bound = {}): Row[] => statement.all(...bind(bound)).map(toRow),
    /** Place of each column, for `each`. */
    at: Object.fromEntries(Object.keys(query._.selectedFields).map((name, place) => [name, place])) as Places<Row>,
    /**
     * Gives each row to `each`, by place and as SQLite holds it (`cell` reads it): for a hundred thousand rows, which need
     * not stand in memory all at once.
     */
    each(bound: Bound, each: (row: Cells) => void): void {
      for (const row of statement.iterate(...bind(bound))) each(row);
    },
  };
}

/** A row by place. */
export type Cells = readonly unknown[];
type Place<T> = number & { readonly holds?: T };
/** Where the columns of a row stand, and what they hold. */
export type Places<Row> = { readonly [K in keyof Row]-?: Place<Row[K]> };

/** Reads a column of a row by place. */
export function cell<T>(row: Cells, place: Place<T>): T {
  return row[place] as T;
}

/** The same for an insert, an update or a delete. */
export function prepareWrite({ $client }: Connection, query: { toSQL: () => Query }) {
  const { sql: text, params } = query.toSQL();
  const statement = $client.prepare<unknown[]>(text);
  const bind = binder(params);
  return { run: (bound: Bound) => statement.run(...bind(bound)) };
}

/** Puts what is bound by name in the order of the statement, encoded as the schema says. */
function binder(params: readonly unknown[]): (bound: Bound) => unknown[] {
  const names = params.map(nameOf);
  const encoders = params.map(encoderOf);
  return (bound) => {
    const values = new Array<unknown>(names.length);
    for (let place = 0; place < names.length; place++) {
      const name = names[place]!;
      const value = name === null ? params[place] : bound[name];
      if (value === undefined) throw new Error(`nothing is bound to ${name}`);
      const encode = encoders[place]!;
      // Null stays null: Drizzle's own placeholders would write the JSON `null` and the boolean 0.
      values[place] = encode === null || value === null ? value : encode(value);
    }
    return values;
  };
}

/** Name of a placeholder; null = a value that is the same at every call. */
function nameOf(param: unknown): string | null {
  const inner = is(param, Param) ? param.value : param;
  return is(inner, Placeholder) ? inner.name : null;
}

function encoderOf(param: unknown): ((value: unknown) => unknown) | null {
  if (!is(param, Param)) return null;
  const { encoder } = param;
  if (is(encoder, Column) && encoder.mapToDriverValue === Column.prototype.mapToDriverValue) return null;
  return (value) => encoder.mapToDriverValue(value);
}

/** Makes an object of a row by place. */
function rowReader<Row extends Record<string, unknown>>(
  selection: Record<string, unknown>,
): (values: unknown[]) => Row {
  const names = Object.keys(selection);
  const decoders = Object.entries(selection).map(([name, column]) => {
    if (!is(column, Column)) throw new Error(`${name} is no column`);
    const isPlain = column.mapFromDriverValue === Column.prototype.mapFromDriverValue;
    return isPlain ? null : (value: unknown) => column.mapFromDriverValue(value);
  });
  // All names from the start: a copy of such an object is filled twice as fast as an empty one.
  const empty: Record<string, unknown> = Object.fromEntries(names.map((name) => [name, null]));
  return (values) => {
    const row = { ...empty };
    for (let place = 0; place < names.length; place++) {
      const value = values[place];
      const decode = decoders[place]!;
      row[names[place]!] = decode === null || value === null ? value : decode(value);
    }
    return row as Row;
  };
}

/** A placeholder for each column of a table, under the column's name in the schema: the values of an insert. */
export function placeholdersOf<T extends Table>(table: T) {
  const names = Object.keys(getTableColumns(table)) as (keyof T["_"]["columns"] & string)[];
  return Object.fromEntries(names.map((name) => [name, sql.placeholder(name)])) as {
    [K in keyof T["_"]["columns"] & string]: Placeholder<K>;
  };
}

/** The value a row would have brought that met one of the same key: for `set` of an upsert. */
export function excluded(column: Column): SQL {
  return sql`excluded.${sql.identifier(column.name)}`;
}

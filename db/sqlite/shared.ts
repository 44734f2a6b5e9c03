import type { Database } from "better-sqlite3";

/*
 * The host and the Remix build each have a copy of the code, in one process. What belongs to the process or to a connection,
 * and not to a copy, is kept here; `oncePerConnection` is for what each copy may make for itself.
 */

/** Something of which the process has one, by name; made at the first call of any copy. */
export function sharedInProcess<T>(name: string, make: () => T): T {
  const key = Symbol.for(`vigie.${name}`);
  const holder = globalThis as unknown as Record<symbol, T | undefined>;
  holder[key] ??= make();
  return holder[key];
}

/** Something of which a connection has one, by name. */
export function sharedPerConnection<T>(name: string, make: () => T): (db: { $client: Database }) => T {
  const key = Symbol.for(`vigie.${name}`);
  return ({ $client }) => {
    const holder = $client as unknown as Record<symbol, T | undefined>;
    holder[key] ??= make();
    return holder[key];
  };
}

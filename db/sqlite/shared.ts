import type { Database } from "better-sqlite3";

/**
 * State that belongs to a connection and not to a module: the host and the Remix build each have a copy of this code, and
 * one connection. `oncePerConnection` is for what each copy may make for itself.
 */
export function sharedPerConnection<T>(name: string, make: () => T): (db: { $client: Database }) => T {
  const key = Symbol.for(`vigie.${name}`);
  return ({ $client }) => {
    const holder = $client as unknown as Record<symbol, T | undefined>;
    holder[key] ??= make();
    return holder[key];
  };
}

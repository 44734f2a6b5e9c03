import type { AppLoadContext } from "@remix-run/node";
import type { Collection } from "~db/collection/client";
import type { Env } from "./env.server";

/*
 * The one connection to the collection. The host opens it and passes it on: host and Remix build are two module
 * graphs, and a second connection would be a second writer.
 */

declare module "@remix-run/node" {
  interface AppLoadContext {
    collection: Collection;
    env: Env;
    /** Nonce of a signed-in page; null on a kept public page, whose scripts are known by hash. */
    cspNonce: string | null;
    /** Address of the asker (behind the trusted proxy), for limits. */
    address: string;
  }
}

/** The collection of a request of a signed-in page. */
export function collectionOf(context: AppLoadContext): Collection {
  return context.collection;
}

/** The clock of the door: routes and handlers pass its instant on. */
export function instant(): string {
  return new Date().toISOString();
}

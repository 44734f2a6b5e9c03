import { resolve } from "node:path";
import type { Plugin } from "vite";
import { addresses, isAddress, type Room } from "../app/addresses";

const table = resolve(import.meta.dirname, "../app/addresses.ts");
const begins = "export const addresses = {";
const ends = "} as const satisfies Room;";

const together =
  /\/app\/addresses\.ts$|\/node_modules\/(react|react-dom|react-router|react-router-dom|scheduler|@remix-run\/(react|router))\//;

/** What the browser needs of the table to make links: files and rights stay on the server. */
export function pathsOnly(): Plugin {
  return {
    name: "vigie:paths-only",
    enforce: "pre",
    // With React, which every page has: no page asks for a file more.
    config: (_, { isSsrBuild }) =>
      isSsrBuild
        ? {}
        : { build: { rollupOptions: { output: { manualChunks: (id) => (together.test(id) ? "react" : null) } } } },
    transform(code, id, options) {
      return options?.ssr || id.split("?")[0] !== table ? null : { code: withPathsOnly(code), map: null };
    },
  };
}

/**
 * The source of the table with the paths alone.
 * @throws when the table is not found in it
 */
export function withPathsOnly(code: string): string {
  const from = code.indexOf(begins);
  const to = code.indexOf(ends, from);
  if (from < 0 || to < 0) throw new Error(`no table between "${begins}" and "${ends}" in app/addresses.ts`);
  return `${code.slice(0, from)}export const addresses = ${JSON.stringify(pathsIn(addresses))};${code.slice(to + ends.length)}`;
}

type Paths = { [name: string]: { path: string } | Paths };

function pathsIn(room: Room): Paths {
  return Object.fromEntries(
    Object.entries(room).map(([name, one]) => [name, isAddress(one) ? { path: one.path } : pathsIn(one)]),
  );
}

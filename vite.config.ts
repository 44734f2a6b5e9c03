import { resolve } from "node:path";
import { vitePlugin as remix } from "@remix-run/dev";
import { defineConfig } from "vite";
import { pathsOnly } from "./scripts/paths-only";

export default defineConfig({
  // A second copy of the project on the same machine builds and caches in folders of its own.
  cacheDir: process.env.VIGIE_VITE_CACHE ?? "node_modules/.vite",
  resolve: { alias: { "~db": resolve("db"), "~": resolve("app") } },
  plugins: [
    pathsOnly(),
    remix({
      buildDirectory: process.env.VIGIE_BUILD_DIR ?? "build",
      future: {
        v3_fetcherPersist: true,
        v3_relativeSplatPath: true,
        v3_throwAbortReason: true,
        v3_routeConfig: true,
        v3_singleFetch: true,
        v3_lazyRouteDiscovery: true,
      },
    }),
  ],
  build: { target: "es2022", cssMinify: true },
  // Native packages of server files, which the scan of routes meets before Remix takes them out: never for the browser.
  optimizeDeps: {
    exclude: ["@node-rs/argon2", "better-sqlite3", "better-sqlite3-node20"],
    include: ["survey-core", "survey-react-ui", "chart.js", "idb"],
  },
});

// Builds pages (Remix, Vite) and then the host and the threads (esbuild), in a folder of their own, renamed last.

import { spawnSync } from "node:child_process";
import { existsSync, renameSync, rmSync } from "node:fs";
import { resolve } from "node:path";
import { build } from "esbuild";

const target = resolve(process.env.VIGIE_BUILD_DIR ?? "build");
const fresh = `${target}.fresh`;
rmSync(fresh, { recursive: true, force: true });

const remix = spawnSync(process.execPath, [resolve("node_modules/@remix-run/dev/dist/cli.js"), "vite:build"], {
  stdio: "inherit",
  env: { ...process.env, NODE_ENV: "production", VIGIE_BUILD_DIR: fresh },
});
if (remix.status !== 0) process.exit(remix.status ?? 1);

const entries = {
  host: "server.ts",
  vigie: "app/cli/vigie.ts",
  seed: "app/cli/demo/seed-if-empty.ts",
  "server/settle.worker": "app/survey/settle/settle.worker.ts",
  "server/backup.worker": "app/workflows/backup/backup.worker.ts",
  "server/seed.worker": "app/cli/demo/seed.worker.ts",
  "server/desk.worker": "app/workflows/desk.worker.ts",
};
await build({
  entryPoints: Object.fromEntries(Object.entries(entries).filter(([, file]) => existsSync(file))),
  outdir: fresh,
  bundle: true,
  platform: "node",
  format: "esm",
  target: "node20",
  packages: "external",
  sourcemap: true,
  alias: { "~": resolve("app"), "~db": resolve("db") },
  external: ["vite"],
  logLevel: "warning",
});
rmSync(target, { recursive: true, force: true });
renameSync(fresh, target);

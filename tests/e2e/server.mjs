// The server of the browser tests: the production build on a fresh demonstration in a temporary folder.
import { cpSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";

process.env.NODE_ENV = "production";
process.env.LOG_LEVEL ??= "error";
if (!process.env.DATA_DIR) {
  const data = mkdtempSync(join(tmpdir(), "vigie-e2e-"));
  process.env.DATA_DIR = data;
  process.on("exit", () => rmSync(data, { recursive: true, force: true }));
}
// A demonstration made before, to save its minutes while writing tests.
if (process.env.E2E_DATA_FROM) cpSync(process.env.E2E_DATA_FROM, process.env.DATA_DIR, { recursive: true });
const folder = resolve(process.env.VIGIE_BUILD_DIR ?? "build");
const { seedIfEmpty } = await import(pathToFileURL(join(folder, "seed.js")).href);
await seedIfEmpty();
await import(pathToFileURL(join(folder, "host.js")).href);

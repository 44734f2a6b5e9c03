// The server of the browser tests: the production build on a fresh demonstration in a temporary folder.
import { cpSync, mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";

process.env.NODE_ENV = "production";
process.env.LOG_LEVEL ??= "error";
process.env.DATA_DIR ??= mkdtempSync(join(tmpdir(), "vigie-e2e-"));
// A demonstration made before, to save its minutes while writing tests.
if (process.env.E2E_DATA_FROM) cpSync(process.env.E2E_DATA_FROM, process.env.DATA_DIR, { recursive: true });
const folder = resolve(process.env.VIGIE_BUILD_DIR ?? "build");
const { seedIfEmpty } = await import(pathToFileURL(join(folder, "seed.js")).href);
await seedIfEmpty();
await import(pathToFileURL(join(folder, "host.js")).href);

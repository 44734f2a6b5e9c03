// npm start: installs what is missing, builds if stale, migrates, seeds the demonstration on the first run, serves.
// Only node: modules until everything is installed. VIGIE_MODE=live installs, builds and seeds nothing.
import { existsSync, mkdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { buildStale, ensureBuilt, ensureInstalled, ensureNode } from "./scripts/ensure.mjs";

process.env.NODE_ENV ??= "production";
const live = process.env.VIGIE_MODE === "live";
const lock = resolve("node_modules/.vigie-start");

ensureNode();
if (live) {
  if (!existsSync("node_modules") || buildStale()) {
    console.error(
      "Vigie cannot start: VIGIE_MODE=live builds nothing; run `npm ci --include=dev && npm run build` first",
    );
    process.exit(78);
  }
} else {
  ensureInstalled();
  await alone(async () => ensureBuilt());
}

const folder = resolve(process.env.VIGIE_BUILD_DIR ?? "build");
if (!live) {
  const { seedIfEmpty } = await import(pathToFileURL(resolve(folder, "seed.js")).href);
  await seedIfEmpty();
}
await import(pathToFileURL(resolve(folder, "host.js")).href);

/** Two starts at once: the second waits for the first to build. A lock older than ten minutes is left over. */
async function alone(work) {
  mkdirSync("node_modules", { recursive: true });
  for (;;) {
    try {
      writeFileSync(lock, String(process.pid), { flag: "wx" });
      break;
    } catch {
      if (Date.now() - (statSync(lock, { throwIfNoEntry: false })?.mtimeMs ?? 0) > 600_000)
        rmSync(lock, { force: true });
      await new Promise((done) => setTimeout(done, 500));
    }
  }
  try {
    return await work();
  } finally {
    rmSync(lock, { force: true });
  }
}

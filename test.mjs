// npm test: installs what is missing (browser included), then types, lint, unit, workflow, route, house and browser tests.
// One demonstration is made for all of them. Ends with a plain line: N passed, N failed. --no-browser leaves the browser out (npm run check); --long runs the long
// sizes of kill, fuzz and soak (npm run test:long).
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { ensureBrowser, ensureBuilt, ensureInstalled, ensureNode } from "./scripts/ensure.mjs";

const options = new Set(process.argv.slice(2));
const results = resolve("node_modules/.cache/vigie-results");
let passed = 0;
let failed = 0;

ensureNode();
ensureInstalled();
rmSync(results, { recursive: true, force: true });
mkdirSync(results, { recursive: true });
const env = { ...process.env, NODE_ENV: "test", FORCE_COLOR: "0" };

if (!options.has("--long")) {
  step("types", "node_modules/typescript/bin/tsc", ["--noEmit"]);
  step("lint", "node_modules/@biomejs/biome/bin/biome", ["check", "."]);
}
ensureBuilt();
if (!options.has("--long")) env.E2E_DATA_FROM ??= demonstration();
unit(options.has("--long") ? ["--config", "vitest.long.config.ts"] : []);
if (!options.has("--no-browser") && !options.has("--long")) browser();

console.log(`${passed} passed, ${failed} failed`);
process.exit(failed === 0 ? 0 : 1);

function step(name, script, args) {
  const done = spawnSync(process.execPath, [resolve(script), ...args], { stdio: "inherit", env });
  console.log(`${name}: ${done.status === 0 ? "passed" : "FAILED"}`);
  if (done.status === 0) passed += 1;
  else failed += 1;
}

// One whole demonstration for all tests that want one: its releases are audited, it is looked through, browsers see it.
function demonstration() {
  const folder = mkdtempSync(join(tmpdir(), "vigie-demonstration-"));
  process.on("exit", () => rmSync(folder, { recursive: true, force: true }));
  const seed = JSON.stringify(pathToFileURL(resolve(process.env.VIGIE_BUILD_DIR ?? "build", "seed.js")).href);
  const made = spawnSync(process.execPath, ["-e", `import(${seed}).then(({ seedIfEmpty }) => seedIfEmpty())`], {
    stdio: ["ignore", "ignore", "inherit"],
    env: { ...env, NODE_ENV: "production", LOG_LEVEL: "error", DATA_DIR: folder },
  });
  console.log(`demonstration: ${made.status === 0 ? "made" : "FAILED"}`);
  if (made.status !== 0) failed += 1;
  return folder;
}

function unit(args) {
  const file = resolve(results, "unit.json");
  const done = spawnSync(
    process.execPath,
    [
      resolve("node_modules/vitest/vitest.mjs"),
      "run",
      "--reporter=dot",
      "--reporter=json",
      `--outputFile.json=${file}`,
      ...args,
    ],
    { stdio: "inherit", env },
  );
  if (!existsSync(file)) {
    failed += 1;
    return;
  }
  const read = JSON.parse(readFileSync(file, "utf8"));
  passed += read.numPassedTests;
  failed +=
    read.numFailedTests +
    read.testResults.filter((suite) => suite.status === "failed" && suite.assertionResults.length === 0).length;
  if (done.status !== 0 && read.numFailedTests === 0) failed += 1;
}

function browser() {
  const path = ensureBrowser();
  const file = resolve(results, "browser.json");
  const done = spawnSync(
    process.execPath,
    [resolve("node_modules/@playwright/test/cli.js"), "test", "--reporter=list,json"],
    {
      stdio: "inherit",
      env: { ...env, PLAYWRIGHT_JSON_OUTPUT_NAME: file, ...(path ? { VIGIE_BROWSER: path } : {}) },
    },
  );
  if (!existsSync(file)) {
    failed += 1;
    return;
  }
  const { stats } = JSON.parse(readFileSync(file, "utf8"));
  passed += stats.expected + stats.flaky;
  failed += stats.unexpected;
  if (done.status !== 0 && stats.unexpected === 0) failed += 1;
}

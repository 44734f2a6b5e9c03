// npm test: installs what is missing (browser included), then types, lint, unit, workflow, route, house and browser tests.
// Ends with a plain line: N passed, N failed. --no-browser leaves the browser out (npm run check); --long runs the long
// sizes of kill, fuzz and soak (npm run test:long).
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, rmSync } from "node:fs";
import { resolve } from "node:path";
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

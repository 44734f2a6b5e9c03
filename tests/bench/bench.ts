import { type ChildProcess, spawn } from "node:child_process";
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { measureBrowser } from "./browser";
import { measureDisclose } from "./disclose";
import { measureLastDay } from "./lastday";
import { measurePages } from "./pages";
import { measureSaves } from "./saves";
import { measureStart } from "./start";

/*
 * npm run bench: the production build against the bare limits of the same machine in the same run, so that the figures
 * can be compared between machines. Prints tables and, as the last line, one JSON object. Words behind it choose parts:
 * `npm run bench -- saves pages`.
 */

const port = Number(process.env.BENCH_PORT ?? 4198);
const build = resolve(process.env.VIGIE_BUILD_DIR ?? "build");
if (!existsSync(join(build, "host.js"))) {
  console.error("Build first: npm run build");
  process.exit(2);
}
const folder = process.env.BENCH_DATA ?? mkdtempSync(join(tmpdir(), "vigie-bench-"));
const env: NodeJS.ProcessEnv = {
  ...process.env,
  NODE_ENV: "production",
  LOG_LEVEL: "error",
  PORT: String(port),
  DATA_DIR: folder,
  CHANGES_PER_MINUTE: "100000000",
};
const chosen = process.argv.slice(2);
const isChosen = (part: string) => chosen.length === 0 || chosen.includes(part);
const isServed = ["saves", "pages", "browser", "disclose"].some(isChosen);
// First, alone: it makes a demonstration and a host of its own.
const start = isChosen("start") ? await measureStart({ build, port }) : {};
const lastDay = isChosen("lastday") ? await measureLastDay({ build, port }) : {};

const origin = `http://localhost:${port}`;
const server = isServed ? serve() : null;
try {
  if (server) await ready(`${origin}/readyz`, server);
  const figures = {
    ...start,
    ...lastDay,
    ...(isChosen("saves") && (await measureSaves({ origin, folder }))),
    ...(isChosen("pages") && (await measurePages({ origin, build }))),
    ...(isChosen("disclose") && measureDisclose(folder)),
    ...(isChosen("browser") && (await measureBrowser({ origin }))),
  };
  console.log(JSON.stringify(figures));
} finally {
  server?.kill("SIGTERM");
  if (!process.env.BENCH_DATA) rmSync(folder, { recursive: true, force: true });
}

function serve(): ChildProcess {
  console.log("Starting the production build on a fresh demonstration …");
  // To profile the server: BENCH_NODE="--cpu-prof --cpu-prof-dir=/tmp/prof".
  const options = (process.env.BENCH_NODE ?? "").split(" ").filter(Boolean);
  return spawn(process.execPath, [...options, resolve("tests/e2e/server.mjs")], {
    env,
    stdio: ["ignore", "ignore", "inherit"],
  });
}

async function ready(url: string, server: ChildProcess): Promise<void> {
  for (let tries = 0; tries < 3000; tries++) {
    const answer = await fetch(url).catch(() => null);
    if (answer?.ok) return;
    if (server.exitCode !== null) throw new Error(`the server ended with ${server.exitCode}`);
    await new Promise((done) => setTimeout(done, 200));
  }
  throw new Error("the server did not become ready");
}

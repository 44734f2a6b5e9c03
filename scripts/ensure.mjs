// What npm start and npm test need before anything of the project runs: Node, packages, a build, a browser.
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";

const least = [20, 19];

/** Refuses an old Node with one line. */
export function ensureNode() {
  const [major, minor] = process.versions.node.split(".").map(Number);
  if (major > least[0] || (major === least[0] && minor >= least[1])) return;
  console.error(`Vigie needs Node ${least.join(".")} or newer; this is ${process.versions.node}`);
  process.exit(78);
}

/** Installs the packages of the lockfile unless they stand already for this Node. */
export function ensureInstalled() {
  const stamp = resolve("node_modules/.vigie-installed");
  const wanted = `${hashOf(["package-lock.json"])} ${process.versions.modules}`;
  if (existsSync(stamp) && readFileSync(stamp, "utf8") === wanted) return;
  console.log("Installing packages (first start 3–5 minutes) …");
  const npm = process.env.npm_execpath ? [process.execPath, process.env.npm_execpath] : ["npm"];
  const done = spawnSync(npm[0], [...npm.slice(1), "ci", "--include=dev", "--no-audit", "--no-fund"], {
    stdio: ["ignore", "inherit", "pipe"],
    encoding: "utf8",
    env: { ...process.env, NODE_ENV: "development", PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD: "1" },
  });
  if (done.status !== 0) {
    process.stderr.write(done.stderr ?? "");
    console.error("npm ci failed; see above");
    process.exit(78);
  }
  ensureDriver();
  writeFileSync(stamp, wanted);
}

/** Does SQLite's driver of this Node open a database? On Node 20 it is compiled here, and npm is silent when that fails. */
function ensureDriver() {
  const opens = "import('./db/sqlite/driver.ts').then(({ default: Database }) => new Database(':memory:').close())";
  const done = spawnSync(process.execPath, ["--import", "tsx", "-e", opens], { encoding: "utf8" });
  if (done.status === 0) return;
  const said = (done.stderr ?? "").split("\n").find((line) => /^\w*Error:/.test(line)) ?? `ended by ${done.signal}`;
  console.error(`SQLite's driver does not load (${said.trim()})`);
  console.error(
    "Vigie needs a C++ compiler, make and python3 to build better-sqlite3 (Debian: apt-get install build-essential python3)",
  );
  process.exit(78);
}

const sources = [
  "app",
  "db",
  "surveys",
  "public",
  "server.ts",
  "vite.config.ts",
  "tsconfig.json",
  "package-lock.json",
  "scripts/build.mjs",
  "scripts/paths-only.ts",
];

/** Is the build older than the sources? By content: dates lie after a checkout. */
export function buildStale() {
  const stamp = join(resolve(process.env.VIGIE_BUILD_DIR ?? "build"), ".vigie-built");
  return !existsSync(stamp) || readFileSync(stamp, "utf8") !== hashOf(sources);
}

/** Builds when stale. */
export function ensureBuilt() {
  if (!buildStale()) return;
  console.log("Building …");
  const hash = hashOf(sources);
  const done = spawnSync(process.execPath, ["scripts/build.mjs"], { stdio: ["ignore", "ignore", "inherit"] });
  if (done.status !== 0) {
    console.error("The build failed; see above");
    process.exit(1);
  }
  writeFileSync(join(resolve(process.env.VIGIE_BUILD_DIR ?? "build"), ".vigie-built"), hash);
}

/** Hash over names and contents of files and folders. */
function hashOf(paths) {
  const hash = createHash("sha256");
  const add = (path) => {
    const is = statSync(path, { throwIfNoEntry: false });
    if (!is) return;
    if (is.isDirectory()) for (const name of readdirSync(path).sort()) add(join(path, name));
    else hash.update(path).update("\0").update(readFileSync(path)).update("\0");
  };
  for (const path of paths) add(path);
  return hash.digest("hex");
}

/** Finds a Chromium: an installed one, else Playwright's own, else Debian's package. Gives its path, or null for Playwright's own. */
export function ensureBrowser() {
  for (const path of [
    "/usr/bin/chromium",
    "/usr/bin/chromium-browser",
    "/usr/bin/google-chrome",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  ]) {
    if (existsSync(path)) return path;
  }
  mkdirSync("node_modules/.cache", { recursive: true });
  console.log("Installing a browser for the tests …");
  const own = spawnSync(process.execPath, [resolve("node_modules/@playwright/test/cli.js"), "install", "chromium"], {
    stdio: "ignore",
    timeout: 300_000,
  });
  if (own.status === 0) return null;
  const debian = "apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq chromium";
  const sudo = process.getuid?.() === 0 ? "" : "sudo -n ";
  const done = spawnSync("sh", ["-c", `${sudo}sh -c '${debian}'`], { stdio: "inherit", timeout: 600_000 });
  if (done.status === 0 && existsSync("/usr/bin/chromium")) return "/usr/bin/chromium";
  console.error(
    "No browser: install Chromium and run the tests again (or `npm run check` for all but the browser tests)",
  );
  process.exit(78);
}

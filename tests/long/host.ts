import { type ChildProcess, spawn } from "node:child_process";
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { writeReleaseFixture } from "../support/release-fixture";
import { makeWorld } from "../support/world";

/* A host of its own for the long tests: a collection with an open round and a person signed in, and two releases. */

export const isSmoke = process.env.VIGIE_LONG === "smoke";

export type LongHost = {
  folder: string;
  origin: string;
  cookie: string;
  start: () => Promise<void>;
  kill: (signal: "SIGKILL" | "SIGTERM") => Promise<unknown>;
  pid: () => number | undefined;
  isAlive: () => boolean;
  remove: () => Promise<void>;
};

/** @param settings  more of the environment the host is started with */
export async function makeHost(name: string, settings: Record<string, string> = {}): Promise<LongHost> {
  const folder = mkdtempSync(join(tmpdir(), `vigie-${name}-`));
  const world = makeWorld({
    file: join(folder, "collection.sqlite"),
    opensAt: "2020-01-01T00:00:00.000Z",
    softDeadlineAt: "2999-01-01T00:00:00.000Z",
    hardDeadlineAt: "2999-12-31T00:00:00.000Z",
  });
  const cookie = world.signIn("claire", new Date().toISOString());
  world.close();
  writeReleaseFixture(join(folder, "releases"));
  const port = await freePort();
  const origin = `http://127.0.0.1:${port}`;
  const { args, what } = commandOf(folder, port);
  let server: ChildProcess | null = null;
  let ended: Promise<unknown> = Promise.resolve();

  const start = async () => {
    const env: NodeJS.ProcessEnv = {
      PATH: process.env.PATH,
      VIGIE_BUILD_DIR: process.env.VIGIE_BUILD_DIR,
      NODE_ENV: "production",
      PORT: String(port),
      DATA_DIR: folder,
      APP_ORIGIN: origin,
      LOG_LEVEL: "silent",
      ...settings,
    };
    const child = spawn(process.execPath, args, { env, stdio: ["ignore", "pipe", "inherit"] });
    server = child;
    ended = new Promise((done) => child.once("exit", done));
    await new Promise<void>((done, fail) => {
      child.stdout?.on("data", (text: Buffer) => text.toString().includes("ready") && done());
      child.once("exit", (code) => fail(new Error(`${what} ended with ${code} before it was ready`)));
    });
  };
  const kill = (signal: "SIGKILL" | "SIGTERM") => {
    server?.kill(signal);
    return ended;
  };
  return {
    ...{ folder, origin, cookie, start, kill },
    pid: () => server?.pid,
    isAlive: () => server !== null && server.exitCode === null && server.signalCode === null,
    remove: async () => {
      await kill("SIGKILL");
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** The whole host where it is built, else the door alone from the sources. */
function commandOf(folder: string, port: number): { args: string[]; what: string } {
  const built = resolve(process.env.VIGIE_BUILD_DIR ?? "build", "host.js");
  if (existsSync(built)) return { args: [built], what: built };
  return {
    args: ["--import", "tsx", "tests/support/save-host.ts", join(folder, "collection.sqlite"), String(port)],
    what: "the door alone",
  };
}

function freePort(): Promise<number> {
  return new Promise((done) => {
    const probe = createServer().listen(0, "127.0.0.1", () => {
      const address = probe.address();
      probe.close(() => done(typeof address === "object" && address ? address.port : 0));
    });
  });
}

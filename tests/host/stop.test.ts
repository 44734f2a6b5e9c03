import { type ChildProcess, spawn } from "node:child_process";
import { get } from "node:http";
import { createServer } from "node:net";
import { afterEach, expect, test } from "vitest";

/* What is under way when the process is told to stop, as a supervisor does it. */

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  const { port } = server.address() as { port: number };
  await new Promise((done) => server.close(done));
  return port;
}

const children: ChildProcess[] = [];
// One that is busy for ever outlives a test that failed.
afterEach(() => {
  for (const child of children.splice(0)) child.kill("SIGKILL");
});

async function started(): Promise<{ child: ChildProcess; port: number; ended: Promise<number | string | null> }> {
  const port = await freePort();
  const child = spawn(process.execPath, ["--import", "tsx", "tests/support/stop-host.ts", String(port)], {
    env: { ...process.env, TSX_TSCONFIG_PATH: "tsconfig.json" },
    stdio: ["ignore", "pipe", "inherit"],
  });
  children.push(child);
  const ended = new Promise<number | string | null>((done) =>
    child.once("exit", (code, signal) => done(signal ?? code)),
  );
  await new Promise<void>((done) => child.stdout?.on("data", () => done()));
  return { child, port, ended };
}

/** Status of an answer; what happened to the connection where there is none. */
function asked(port: number, path: string, onSocket = () => undefined): Promise<number | string> {
  return new Promise((done) => {
    const request = get({ host: "127.0.0.1", port, path, agent: false }, (answer) => {
      answer.resume();
      answer.on("end", () => done(answer.statusCode ?? 0));
    });
    request.on("socket", (socket) => socket.once("connect", onSocket));
    request.on("error", (error: NodeJS.ErrnoException) => done(error.code ?? error.message));
  });
}

test("everybody who had come when it was told to stop is answered, and the process ends by itself", async () => {
  const { child, port, ended } = await started();
  let connected = 0;
  const all = 50;
  const answers = await Promise.all(
    Array.from({ length: all }, () =>
      asked(port, "/page", () => {
        connected += 1;
        if (connected === all) child.kill("SIGTERM");
        return undefined;
      }),
    ),
  );
  expect(answers.filter((status) => status !== 200)).toEqual([]);
  expect(await ended).toBe(0);
}, 30_000);

test("what is never answered is told to come back before the process ends", async () => {
  const { child, port, ended } = await started();
  const answer = asked(port, "/never", () => void child.kill("SIGTERM") as undefined);
  expect(await answer).toBe(503);
  expect(await ended).toBe(0);
}, 30_000);

test("a second signal ends a process that is busy for ever", async () => {
  const { child, port, ended } = await started();
  const isBusy = new Promise<void>((done) =>
    child.stdout?.on("data", (text: Buffer) => text.toString().includes("busy") && done()),
  );
  const cut = asked(port, "/busy", () => void child.kill("SIGTERM") as undefined);
  await isBusy;
  child.kill("SIGTERM");
  expect(["SIGTERM", 1]).toContain(await ended);
  expect(typeof (await cut)).toBe("string");
}, 30_000);

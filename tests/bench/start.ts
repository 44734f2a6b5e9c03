import { spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

/*
 * What a newcomer waits for, on the production build. demo_s: making the demonstration in a fresh process and an empty
 * folder, its start included. first_page_ms: the first /en asked of a fresh host as soon as /readyz says yes, its bytes
 * compressed as for a browser; ready_s: how long that took.
 */

export async function measureStart({ build, port }: { build: string; port: number }) {
  const folder = mkdtempSync(join(tmpdir(), "vigie-start-"));
  const env: NodeJS.ProcessEnv = {
    ...process.env,
    NODE_ENV: "production",
    LOG_LEVEL: "error",
    PORT: String(port),
    DATA_DIR: folder,
  };
  try {
    const demo = await timed(() => made(build, env));
    const host = spawn(process.execPath, [join(build, "host.js")], { env, stdio: ["ignore", "ignore", "inherit"] });
    const ended = new Promise((resolve) => host.once("exit", resolve));
    try {
      const origin = `http://localhost:${port}`;
      const ready = await timed(() => answered(`${origin}/readyz`, () => host.exitCode !== null));
      const first = await timed(() => page(`${origin}/en`));
      const second = await timed(() => page(`${origin}/en`));
      console.table({
        "making the demonstration": { seconds: (demo / 1000).toFixed(1) },
        "a start with it, until ready": { seconds: (ready / 1000).toFixed(2) },
        "first /en": { seconds: (first / 1000).toFixed(3) },
        "second /en": { seconds: (second / 1000).toFixed(3) },
      });
      return {
        demo_s: Number((demo / 1000).toFixed(1)),
        ready_s: Number((ready / 1000).toFixed(2)),
        first_page_ms: Math.round(first),
      };
    } finally {
      host.kill("SIGTERM");
      await ended;
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function timed(work: () => Promise<void>): Promise<number> {
  const began = performance.now();
  await work();
  return performance.now() - began;
}

function made(build: string, env: NodeJS.ProcessEnv): Promise<void> {
  const seed = JSON.stringify(pathToFileURL(join(build, "seed.js")).href);
  const script = `import(${seed}).then(({ seedIfEmpty }) => seedIfEmpty())`;
  const child = spawn(process.execPath, ["-e", script], { env, stdio: ["ignore", "ignore", "inherit"] });
  return new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("exit", (code) => (code === 0 ? resolve() : reject(new Error(`the seed ended with ${code}`))));
  });
}

async function answered(url: string, isOver: () => boolean): Promise<void> {
  for (let tries = 0; tries < 1200; tries++) {
    const answer = await fetch(url).catch(() => null);
    if (answer?.ok) return;
    if (isOver()) throw new Error("the host ended");
    await new Promise((done) => setTimeout(done, 50));
  }
  throw new Error("the host did not become ready");
}

async function page(url: string): Promise<void> {
  const answer = await fetch(url, { headers: { "Accept-Encoding": "br" } });
  if (!answer.ok) throw new Error(`${url} answered ${answer.status}`);
  await answer.arrayBuffer();
}

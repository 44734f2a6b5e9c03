import { type ChildProcess, spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "./support/test";

/* The collection is gone: from nothing but a published release, as anybody may download it, the public site stands. */

const port = Number(process.env.E2E_PORT ?? 4199) + 1;
const origin = `http://localhost:${port}`;
const build = process.env.VIGIE_BUILD_DIR ?? "build";
let folder = "";
let host: ChildProcess | null = null;

test.afterEach(() => {
  host?.kill("SIGKILL");
  rmSync(folder, { recursive: true, force: true });
});

test("public pages live without the collection, from the release file alone", async ({ page, request }) => {
  test.setTimeout(120_000);
  folder = mkdtempSync(join(tmpdir(), "vigie-gone-"));
  mkdirSync(join(folder, "releases"));
  const file = await request.get("/data/releases/2026-1.sqlite");
  expect(file.status()).toBe(200);
  writeFileSync(join(folder, "releases", "2026-1.sqlite"), await file.body());

  host = spawn(process.execPath, [join(build, "host.js")], {
    env: {
      ...process.env,
      NODE_ENV: "production",
      DATA_DIR: folder,
      PORT: String(port),
      APP_ORIGIN: origin,
      LOG_LEVEL: "error",
    },
    stdio: "ignore",
  });
  await expect.poll(async () => (await request.get(`${origin}/healthz`).catch(() => null))?.status()).toBe(200);
  for (const name of ["collection.sqlite", "collection.sqlite-wal", "collection.sqlite-shm"])
    rmSync(join(folder, name), { force: true });

  for (const path of [
    "/en",
    "/fr/indicators",
    "/en/indicators/DEM-DRD-RATE",
    "/fr/indicators/DEM-DRD-RATE?view=latest",
    "/en/countries/NO",
    "/fr/methods",
    "/en/data",
  ]) {
    expect((await page.goto(`${origin}${path}`))?.status(), path).toBe(200);
    await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  }
  await page.goto(`${origin}/en/indicators/DEM-DRD-RATE?view=table`);
  await page.locator(".by-year td a").first().click();
  await expect(page).toHaveURL(/\/points\/2026-1\//);
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  expect((await request.get(`${origin}/api/v1/data/DEM-DRD-RATE.csv?countries=NO`)).status()).toBe(200);
});

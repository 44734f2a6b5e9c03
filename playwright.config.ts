import { defineConfig } from "@playwright/test";

const port = Number(process.env.E2E_PORT ?? 4199);

export default defineConfig({
  testDir: "tests/e2e",
  fullyParallel: true,
  workers: 2,
  retries: 0,
  timeout: 120_000,
  expect: { timeout: 10_000 },
  // Preparing and publishing a release takes a whole core for seconds: it comes when all others are done.
  projects: [
    { name: "journeys", testIgnore: "release.spec.ts" },
    { name: "release", testMatch: "release.spec.ts", dependencies: ["journeys"] },
  ],
  use: {
    baseURL: `http://localhost:${port}`,
    locale: "en-GB",
    timezoneId: "Europe/Paris",
    viewport: { width: 1280, height: 900 },
    actionTimeout: 30_000,
    navigationTimeout: 60_000,
    // A trace copies a table of hundreds of figures at every step: taken when asked for.
    trace: process.env.E2E_TRACE ? "retain-on-failure" : "off",
    screenshot: "only-on-failure",
    launchOptions: {
      executablePath: process.env.VIGIE_BROWSER ?? "/usr/bin/chromium",
      args: [
        "--no-sandbox",
        "--disable-gpu",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
      ],
    },
  },
  // A server of its own on a fresh demonstration, from the production build.
  webServer: {
    command: `node tests/e2e/server.mjs`,
    url: `http://localhost:${port}/healthz`,
    env: { PORT: String(port) },
    timeout: 900_000,
    reuseExistingServer: false,
    stdout: "ignore",
    // Time to take its folder away.
    gracefulShutdown: { signal: "SIGTERM", timeout: 15_000 },
  },
});

import { brotliCompressSync, constants } from "node:zlib";
import { chromium, type Page } from "@playwright/test";
import { demoPassword } from "~/domain/people/demo-people";
import { median } from "./saves";

/*
 * type_ready_ms, type_ready_small_ms: from the click on a section in an open page until its first field takes typing,
 * largest section of the annual questionnaire and a small one. js_*_kib: scripts a first visit loads, brotli.
 */

export async function measureBrowser({ origin }: { origin: string }) {
  const browser = await chromium.launch({
    executablePath: process.env.VIGIE_BROWSER ?? "/usr/bin/chromium",
    args: ["--no-sandbox", "--disable-gpu"],
  });
  try {
    const context = await browser.newContext({ baseURL: origin, locale: "en-GB" });
    const indicator = await scriptsOf(await context.newPage(), "/en/indicators/DEM-DRD-N");
    const others = await Promise.all(
      ["/en", "/en/indicators", "/en/countries/NO", "/en/methods", "/en/data", "/en/sign-in"].map(async (path) =>
        scriptsOf(await context.newPage(), path),
      ),
    );
    const page = await context.newPage();
    await page.goto("/en/sign-in");
    await page.getByLabel("Mail address", { exact: true }).fill("focal.point@at.demo");
    await page.getByLabel("Password", { exact: true }).fill(demoPassword);
    await page.getByRole("button", { name: /^sign in$/i }).click();
    await page.waitForURL(/collect/);
    const address = "/en/collect/2026-annual/AT/1";
    // A browser of its own with nothing in its cache, but signed in.
    const fresh = await browser.newContext({ baseURL: origin, storageState: await context.storageState() });
    const fill = await scriptsOf(await fresh.newPage(), `${address}?section=expert`, "type-ready");
    const large: number[] = [];
    const small: number[] = [];
    for (let i = 0; i < 5; i++) {
      large.push(await typeReady(page, address, "adults"));
      small.push(await typeReady(page, address, "new_substances"));
    }
    const figures = {
      type_ready_ms: Math.round(median(large)),
      type_ready_small_ms: Math.round(median(small)),
      js_indicator_kib: indicator,
      js_fill_kib: fill,
      js_other_kib: Math.max(...others),
    };
    console.table(figures);
    return figures;
  } finally {
    await browser.close();
  }
}

async function typeReady(page: Page, address: string, section: string): Promise<number> {
  await page.goto(`${address}?section=about`);
  await page.waitForFunction(() => performance.getEntriesByName("type-ready").length > 0);
  await page.evaluate(() => performance.clearMarks());
  await page.locator(`a[href*="section=${section}"]`).first().click();
  await page.waitForFunction(() => performance.getEntriesByName("type-ready").length > 0);
  // No function inside: tsx names functions by a helper the page does not have.
  const [clicked, ready] = await page.evaluate(() =>
    ["section-click", "type-ready"].map((name) => performance.getEntriesByName(name).at(-1)?.startTime),
  );
  if (clicked === undefined || ready === undefined) throw new Error(`${section} did not say when it was ready`);
  return ready - clicked;
}

/** KiB of the scripts a first visit loads; with a `mark`, those up to the moment the page sets it are waited for. */
async function scriptsOf(page: Page, path: string, mark?: string): Promise<number> {
  const bodies: Promise<Buffer>[] = [];
  page.on("response", (response) => {
    if (response.request().resourceType() === "script") bodies.push(response.body());
  });
  await page.goto(path, { waitUntil: "networkidle" });
  if (mark) await page.waitForFunction((name) => performance.getEntriesByName(name).length > 0, mark);
  await page.waitForLoadState("networkidle");
  const sizes = (await Promise.all(bodies)).map(
    (body) => brotliCompressSync(body, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } }).length,
  );
  page.removeAllListeners("response");
  return Math.round((sizes.reduce((a, b) => a + b, 0) / 1024) * 10) / 10;
}

import AxeBuilder from "@axe-core/playwright";
import type { Page } from "@playwright/test";
import { expect } from "./test";

/** What axe finds on the page as it stands, one line for each rule broken. */
export async function violationsOf(page: Page): Promise<string[]> {
  // Violations only, in the page itself: the pages have no frames, and a board or a table has thousands of nodes.
  const axe = new AxeBuilder({ page }).options({ resultTypes: ["violations"] }).setLegacyMode(true);
  const { violations } = await axe.analyze();
  return violations.map((one) => {
    const nodes = one.nodes.slice(0, 3);
    return `${one.id}: ${nodes.map((node) => `${node.target.join(" ")} ${node.failureSummary?.split("\n")[1] ?? ""}`).join(" | ")}`;
  });
}

/** Looks at the page as it stands: no axe violation at 1280 px, nothing of it scrolls sideways at 320 px. */
export async function look(page: Page, what: string): Promise<void> {
  expect.soft(await violationsOf(page), `axe on ${what}`).toEqual([]);
  await narrow(page, what);
}

/** At 320 px the page itself does not scroll sideways. */
export async function narrow(page: Page, what: string): Promise<void> {
  const wide = page.viewportSize();
  await page.setViewportSize({ width: 320, height: 900 });
  // A chart draws itself anew when its room shrinks.
  await expect
    .poll(() => page.evaluate(() => document.scrollingElement?.scrollWidth), {
      message: `${what} at 320 px`,
      timeout: 5_000,
    })
    .toBeLessThanOrEqual(320);
  if (wide) await page.setViewportSize(wide);
}

/** Opens a page that answers as said, and looks at it. */
export async function visit(page: Page, address: string, status = 200): Promise<void> {
  const answer = await page.goto(address);
  expect.soft(answer?.status(), address).toBe(status);
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  await look(page, address);
}

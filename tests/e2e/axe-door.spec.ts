import AxeBuilder from "@axe-core/playwright";
import type { Page } from "@playwright/test";
import { door } from "~/i18n/door";
import { expect, test } from "./support/test";

/*
 * Every kind of signed-in page and state: no axe violation at desk and phone width, nothing of the page itself scrolls
 * sideways at 320 px. What is public is looked at in public.spec.ts.
 */

const widths = [1280, 390, 320];

/** Looks at the page as it stands, in every width. */
async function look(page: Page, what: string): Promise<void> {
  for (const width of widths) {
    await page.setViewportSize({ width, height: 900 });
    const scrolls = await page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    );
    expect.soft(scrolls, `${what} at ${width} px scrolls sideways`).toBeLessThanOrEqual(0);
    if (width === 320) continue;
    const { violations } = await new AxeBuilder({ page }).analyze();
    const said = violations.map(
      (one) =>
        `${one.id}: ${one.nodes
          .slice(0, 3)
          .map((node) => `${node.target.join(" ")} ${node.failureSummary?.split("\n")[1] ?? ""}`)
          .join(" | ")}`,
    );
    expect.soft(said, `${what} at ${width} px`).toEqual([]);
  }
  await page.setViewportSize({ width: 1280, height: 900 });
}

async function visit(page: Page, address: string, status = 200): Promise<void> {
  const answer = await page.goto(address);
  expect.soft(answer?.status(), address).toBe(status);
  await look(page, address);
}

test.describe.configure({ timeout: 300_000 });

test("the door: sign-in, a refused one, forgotten password, a link that does not work, not found", async ({ page }) => {
  await visit(page, "/en/sign-in");
  await visit(page, "/fr/sign-in");
  await page.getByLabel(door.fr.signIn.email).fill("nobody@nowhere.example");
  await page.getByLabel(door.fr.signIn.password, { exact: true }).fill("not the password");
  await page.getByRole("button", { name: door.fr.signIn.button, exact: true }).first().click();
  await expect(page.getByRole("alert")).toBeVisible();
  await look(page, "sign-in refused");
  await visit(page, "/en/password");
  await visit(page, "/en/invite/this-link-does-not-work", 404);
  await visit(page, "/en/nothing/here", 404);
});

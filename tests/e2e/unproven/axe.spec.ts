import AxeBuilder from "@axe-core/playwright";
import type { Page } from "@playwright/test";
import { door } from "~/i18n/door";
import { review } from "~/i18n/review";
import { studio } from "~/i18n/studio";
import { faulty } from "../support/handover";
import { admin, editor, focalPoint, reviewer } from "../support/people";
import { expect, test } from "../support/test";

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

test("a focal point's pages: home, filling, findings, submit, receipt, people, account", async ({ signedIn }) => {
  const page = await signedIn(focalPoint("FR"));
  await visit(page, "/en/collect");
  for (const section of ["treatment", "about", "high_risk"]) {
    await page.goto(`/en/collect/2026-annual/FR/1?section=${section}`);
    await expect(page.locator(".fill-form input, .fill-form textarea").first()).toBeVisible({ timeout: 30_000 });
    await look(page, `fill ${section}`);
  }
  // The drawer of a figure, and a text that is not taken.
  await page.goto("/en/collect/2026-annual/FR/1?section=deaths");
  const cell = page.locator(".figure-cell input").first();
  await expect(cell).toBeVisible({ timeout: 30_000 });
  await cell.click();
  await look(page, "fill deaths, a figure in the drawer");
  await visit(page, "/en/collect/2026-annual/FR/1/submit");
  await visit(page, "/en/collect/2026-annual/FR/1/submit?section=deaths");
  const receipt = page.locator("a[href*='receipt/']").first();
  await page.goto("/en/collect/2026-annual/FR/1/submit");
  const address = (await receipt.getAttribute("href")) ?? "";
  await visit(page, new URL(address, page.url().replace(/submit$/, "")).pathname);
  await visit(page, "/fr/collect");
  await visit(page, "/en/people");
  await visit(page, "/en/people/invite");
  await page.getByRole("button", { name: /invit/i }).last().click();
  await visit(page, "/en/account");
  await visit(page, "/en/collect/2026-annual/NO/1", 404);
});

test("a reviewer's pages: rounds, board, review with a reason open, releases", async ({ signedIn }) => {
  const page = await signedIn(reviewer);
  await visit(page, "/en/review");
  await visit(page, "/en/review/2026-annual");
  await visit(page, "/fr/review/2026-annual");
  await page.goto("/en/review/2026-annual/PT/1/deaths");
  await page.locator("tr.figure-row").first().getByRole("checkbox").check();
  await page.getByLabel(review.en.reasonLabel).and(page.locator(":visible")).fill("Which register is this?");
  await look(page, "review with a reason open");
  await visit(page, "/fr/review/2026-annual/PT/1/deaths");
  await visit(page, "/en/review/2026-annual/PT/1/emergencies");
  await visit(page, "/en/releases");
  await visit(page, "/en/releases/2026-1");
  await visit(page, "/en/releases/2025-1");
});

test("an editor's pages: questionnaires, publishing with problems, opening a round refused", async ({ signedIn }) => {
  const page = await signedIn(editor);
  await visit(page, "/en/studio");
  await visit(page, "/en/studio/publish");
  await page.getByLabel(studio.en.publish.paste).fill(faulty);
  await page.getByRole("button", { name: studio.en.publish.check }).click();
  await expect(page.locator(".studio-problems")).toBeVisible();
  await look(page, "publish with problems");
  await visit(page, "/en/studio/rounds/new");
  await page.goto("/fr/studio/rounds/new");
  await page.getByLabel(studio.fr.open.titleEn).fill("Once more");
  await page.getByLabel(studio.fr.open.titleFr).fill("Encore");
  await page.getByLabel(studio.fr.open.id).fill("not a name");
  await page.getByLabel(studio.fr.open.period, { exact: true }).fill("2025");
  for (const name of [studio.fr.open.opensAt, studio.fr.open.soft, studio.fr.open.hard])
    await page.getByLabel(name).fill("2026-12-01");
  await page.getByRole("button", { name: studio.fr.open.button }).click();
  await expect(page.getByText(studio.fr.open.troubleTitle)).toBeVisible();
  await look(page, "a round refused");
});

test("an administrator's pages: people, one person, invitation refused, outbox, audit", async ({ signedIn }) => {
  const page = await signedIn(admin);
  await visit(page, "/en/people");
  await page.getByRole("link", { name: "Claire Aubry" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toContainText("Claire Aubry");
  await look(page, "one person");
  await visit(page, "/en/people/invite");
  await visit(page, "/fr/outbox");
  await visit(page, "/en/audit");
});

import type { Locator, Page } from "@playwright/test";
import { submit } from "~/i18n/collect/submit";
import { door } from "~/i18n/door/door";
import { saved } from "./support/filling";
import { focalPoint } from "./support/people";
import { expect, test } from "./support/test";

/* From sign-in to receipt by keyboard alone: no mouse, no focus set by the test. */

// Signed in, she reads the pages in her own language.
const journeys = [
  { lang: "en", country: "IT", reason: "The centre now answers at night." },
  { lang: "fr", country: "LU", reason: "Le centre répond désormais la nuit." },
] as const;

/** Presses Tab until the target has the focus, as somebody without a mouse does. */
async function tabTo(page: Page, target: Locator): Promise<void> {
  await expect(target).toBeVisible();
  for (let pressed = 0; pressed < 150; pressed += 1) {
    if (await target.evaluate((element) => element === document.activeElement)) return;
    await page.keyboard.press("Tab");
  }
  expect(null, `Tab never came to ${target}`).toBe(target);
}

for (const { lang, country, reason } of journeys) {
  test(`signing in, filling in a section and submitting it, by keyboard alone, in ${lang}`, async ({ page }) => {
    test.setTimeout(240_000);
    const person = focalPoint(country);
    await page.goto(`/${lang}/sign-in`);
    await tabTo(page, page.getByLabel(door[lang].signIn.email));
    await page.keyboard.type(person.email);
    await tabTo(page, page.getByLabel(door[lang].signIn.password, { exact: true }));
    await page.keyboard.type(person.password);
    await page.keyboard.press("Enter");
    await page.waitForURL(/\/collect$/);

    await tabTo(page, page.locator(`a[href*="/collect/2026-annual/${country}/1"]`).first());
    await page.keyboard.press("Enter");
    await page.waitForURL(new RegExp(`/collect/2026-annual/${country}/1`));
    // The sections are links before the form is alive; it alone takes the focus into a chosen one.
    await expect(page.locator(".fill-form").first()).toBeVisible();
    await tabTo(page, page.locator('.fill-sections a[href*="section=emergencies"]'));
    await page.keyboard.press("Enter");
    await expect(page).toHaveURL(/section=emergencies/);
    // A chosen section takes the focus into itself.
    await expect(page.locator(".fill-form :focus")).toHaveCount(1);

    const cell = page.getByRole("textbox", { name: /^Cannabis, / }).last();
    await tabTo(page, cell);
    await page.keyboard.type("3000");
    await page.keyboard.press("Enter");
    await saved(page);
    await tabTo(page, page.getByRole("link", { name: submit[lang].submitOne(8) }));
    await page.keyboard.press("Enter");
    await page.waitForURL(/\/submit\?section=emergencies/);
    const go = page.locator("button[value=submit]");
    await tabTo(page, go);
    await page.keyboard.press("Enter");
    await expect(page.locator(".hold-summary")).toBeFocused();
    for (const field of await page.locator('textarea[name^="reason"]').and(page.locator(":visible")).all()) {
      await tabTo(page, field);
      await page.keyboard.type(reason);
    }
    await tabTo(page, go);
    await page.keyboard.press("Enter");
    await page.waitForURL(/\/receipt\//);
    await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  });
}

import type { Page } from "@playwright/test";
import { submit } from "~/i18n/submit";
import { expect } from "./test";

type Lang = "en" | "fr";
type Where = { lang: Lang; round: string; country: string; section: string };

const address = ({ lang, round, country }: Where) => `/${lang}/collect/${round}/${country}/1`;

/** Opens a section for filling and waits until it can be typed in. */
export async function openSection(page: Page, where: Where): Promise<void> {
  await page.goto(`${address(where)}?section=${where.section}`);
  await expect(page.locator(".fill-form input").first()).toBeVisible();
}

/** Types one figure by its name and waits until the foot says it is saved. */
export async function typeFigure(page: Page, name: string | RegExp, text: string): Promise<void> {
  const cell = page.getByRole("textbox", { name }).first();
  await cell.click();
  await cell.fill(text);
  await cell.press("Enter");
  await saved(page);
}

/** Waits until everything typed is in the database. */
export async function saved(page: Page): Promise<void> {
  await expect(page.locator(".fill-saved")).toContainText(/nothing waiting|rien en attente/);
}

/** Goes to the check of a section, gives every reason asked for, submits, and stands on the receipt. */
export async function submitSection(page: Page, where: Where, reason: string): Promise<void> {
  await page.goto(`${address(where)}/submit?section=${where.section}`);
  const reasons = page.getByLabel(submit[where.lang].why);
  for (const field of await reasons.all()) await field.fill(reason);
  await page.locator("button[value=submit]").click();
  await page.waitForURL(/\/receipt\//);
}

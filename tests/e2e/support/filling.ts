import type { Locator, Page } from "@playwright/test";
import { fillPage } from "~/i18n/collect/fill-page";
import { expect } from "./test";

export type Lang = "en" | "fr";
export type Where = { lang: Lang; round: string; country: string; section: string };
type Held = { answers: Record<string, { value: unknown; seq: number }>; sections: Record<string, string> };

const address = ({ lang, round, country }: Omit<Where, "section">) => `/${lang}/collect/${round}/${country}/1`;
export const saveDoor = (country: string, round = "2026-annual") => `/api/v1/submissions/${round}/${country}/1/answers`;

/** The line at the foot that says what is saved. */
export const foot = (page: Page): Locator => page.locator(".fill-saved");

/** A figure of a table by the beginning of its name: row, column. */
export const figure = (page: Page, row: string, column: string): Locator =>
  page.locator(`input[aria-label^="${row}, ${column}"]`);

/** What the collection holds of a country, asked at the save door. */
export async function collected(page: Page, country: string, round?: string): Promise<Held> {
  return (await page.request.get(saveDoor(country, round))).json();
}

/** What the collection holds at the path with this ending. */
export async function held(page: Page, country: string, ending: string) {
  const { answers } = await collected(page, country);
  return Object.entries(answers).find(([path]) => path.endsWith(ending))?.[1];
}

/**
 * Opens a section for filling and waits until it can be typed in.
 *
 * Says so plainly when the demonstration no longer leaves the section of this country open: then choose another one.
 */
export async function openSection(page: Page, where: Where): Promise<void> {
  const { sections } = await collected(page, where.country, where.round);
  expect(
    [undefined, "draft", "returned"],
    `the demonstration leaves ${where.section} of ${where.country} open, and asks it`,
  ).toContain(sections[where.section]);
  await page.goto(`${address(where)}?section=${where.section}`);
  await expect(page.locator(".fill-form input:not([readonly])").first()).toBeVisible();
}

/** Opens the treatment section with its tables: they are asked once the country says that it fills them here. */
export async function openTables(page: Page, country: string): Promise<void> {
  await openSection(page, { lang: "en", round: "2026-annual", country, section: "treatment" });
  const route = page.getByRole("radio", { name: "I fill the tables here" });
  await expect(route).toBeVisible();
  if (!(await route.isChecked())) {
    await route.check({ force: true });
    await saved(page);
  }
  await expect(figure(page, "Heroin", "First ever")).toBeVisible();
}

/** Types into a figure and leaves it by Enter. */
export async function enter(cell: Locator, text: string): Promise<void> {
  await cell.click();
  await cell.page().keyboard.type(text);
  await cell.page().keyboard.press("Enter");
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
  await expect(foot(page)).toContainText(
    new RegExp(`${fillPage.en.foot.nothingWaiting}|${fillPage.fr.foot.nothingWaiting}`),
  );
}

/** A cut line is what some journeys make; what the browser says of it is no fault. */
export function forgiveCutLine(faults: string[]): void {
  for (let at = faults.length - 1; at >= 0; at -= 1) if (/net::ERR_/.test(faults[at]!)) faults.splice(at, 1);
}

/** Goes to the check of a section, gives every reason asked for, submits, and stands on the receipt. */
export async function submitSection(page: Page, where: Where, reason: string): Promise<void> {
  await page.goto(`${address(where)}/submit?section=${where.section}`);
  // One reason for each kind of warning; those of single figures are folded below it.
  const fields = page.locator('textarea[name^="reason"]').and(page.locator(":visible"));
  for (const field of await fields.all()) await field.fill(reason);
  await page.locator("button[value=submit]").click();
  await page.waitForURL(/\/receipt\//);
}

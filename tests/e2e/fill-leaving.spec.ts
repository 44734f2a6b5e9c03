import { fillFigure } from "~/i18n/collect/fill-figure";
import { fillPage } from "~/i18n/collect/fill-page";
import { enter, figure, foot, held, openTables } from "./support/filling";
import { focalPoint } from "./support/people";
import { expect, test } from "./support/test";

/* The page is left in the middle of a word: by a reload, by the browser's own Back, by another tab. */

test("a figure and a note being typed are there after a reload and after Back", async ({ signedIn }) => {
  const page = await signedIn(focalPoint("IT"));
  await openTables(page, "IT");
  const cell = figure(page, "Heroin", "First ever");
  await cell.click();
  await page.keyboard.type("1204 p");
  await page.reload();
  await expect(cell).toHaveValue(/^1\s204$/);
  // The former page or the new one has sent it: the collection is asked, not the foot.
  const holds = (value: Record<string, unknown>) =>
    expect(async () => {
      expect((await held(page, "IT", "tdi_drug/HER/FIRST"))?.value).toMatchObject(value);
    }).toPass();
  await holds({ v: 1204, f: ["P"] });

  await cell.click();
  await page.getByLabel(fillFigure.en.drawer.note).click();
  await page.keyboard.type("First year of the register");
  await page.reload();
  await holds({ v: 1204, note: { text: "First year of the register" } });

  await page
    .locator(".fill-sections")
    .getByRole("link", { name: /Deaths/ })
    .click();
  await expect(page).toHaveURL(/section=deaths/);
  const other = page.locator(".fill-form .figure-cell input, .fill-form .figure-field input").first();
  const at = await other.getAttribute("id");
  await other.click();
  await page.keyboard.type("31");
  await page.goBack();
  await expect(cell).toBeVisible();
  await page.goForward();
  await expect(page.locator(`[id="${at}"]`)).toHaveValue("31");
});

test("a text that cannot be read is kept as typed over a reload, as a complete one would be", async ({ signedIn }) => {
  const page = await signedIn(focalPoint("RO"));
  await openTables(page, "RO");
  const cell = figure(page, "Heroin", "First ever");
  await enter(figure(page, "Methadone, misused", "First ever"), "14");
  await cell.click();
  await page.keyboard.type("12O4");
  await page.reload();
  await expect(cell).toHaveValue("12O4");
  await expect(foot(page)).toContainText(fillPage.en.foot.refused(1));
  await expect(figure(page, "Methadone, misused", "First ever")).toHaveValue("14");
});

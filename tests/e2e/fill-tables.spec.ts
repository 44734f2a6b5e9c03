import type { Locator } from "@playwright/test";
import { collected, enter, figure, foot, openTables, saved } from "./support/filling";
import { focalPoint } from "./support/people";
import { expect, test } from "./support/test";

/* Tables: what counts as answered, a pasted block, several statuses, a small screen. Every test has a country of its own. */

/** Puts a text on the clipboard of the page and pastes it into the focused field. */
async function paste(cell: Locator, text: string): Promise<void> {
  await cell.click();
  await cell.evaluate((field, pasted) => {
    const clipboardData = new DataTransfer();
    clipboardData.setData("text/plain", pasted);
    field.dispatchEvent(new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true }));
  }, text);
}

test("a section is full when all that is asked is answered, on its page and at home", async ({ signedIn }) => {
  const page = await signedIn(focalPoint("FI"));
  await openTables(page, "FI");
  const current = page.locator(".fill-sections .section-list > .current");
  await expect(current.locator(".section-line")).toContainText("of 213");
  await page.locator("input[type=radio][value=SHORT]").check({ force: true });
  await expect(current.locator(".section-line")).toContainText("of 2");
  await expect(current.locator(".section-line")).not.toContainText("213");
  await expect(current.locator(".table-list")).not.toContainText("By main drug");
  const fields = page.locator(".figure-field input");
  await enter(fields.nth(0), "abc");
  await expect(current.locator(".section-line")).toContainText("0 of 2");
  await fields.nth(0).fill("900");
  await enter(fields.nth(1), "30");
  await expect(current.locator(".section-line")).toContainText("2 of 2");
  await saved(page);
  await page.goto("/en/collect");
  await expect(page.locator(".strip-sections").getByRole("link", { name: /Treatment/ })).toContainText("2 of 2");
});

test("a pasted block is shown before it is taken; what cannot be read stays in its cell", async ({ signedIn }) => {
  const page = await signedIn(focalPoint("SM"));
  await openTables(page, "SM");
  const cell = figure(page, "Heroin", "First ever");
  await paste(
    cell,
    "\tFirst ever\tPreviously treated\t\r\nHeroin\t12\t13\t\r\nMethadone, misused\t14\t12O4\t\r\n\t\t\t\r\n",
  );
  const shown = page.getByRole("region", { name: /Look at this before it is pasted/ });
  await expect(shown).toBeFocused();
  await expect(shown).toContainText("repeat the titles of the table and are skipped");
  await expect(shown).toContainText("Methadone, misused, Previously treated: “12O4”");
  await shown.getByRole("button", { name: "Take the 3 readable, keep the other as typed, to mend" }).click();
  await expect(figure(page, "Methadone, misused", "Previously treated")).toHaveValue("12O4");
  await expect(foot(page)).toContainText("1 answer not taken, kept as you typed");
  await expect(async () => {
    const { answers } = await collected(page, "SM");
    expect(answers["tdi_drug/HER/FIRST"]?.value).toEqual({ v: 12 });
  }).toPass();
});

test("undo takes back a block with its unread text; a cell clicked again is replaced by typing", async ({
  signedIn,
}) => {
  const page = await signedIn(focalPoint("SE"));
  await openTables(page, "SE");
  const cell = figure(page, "Heroin", "First ever");
  const unread = figure(page, "Heroin", "Previously treated");
  const [stood, stoodUnread] = [await cell.inputValue(), await unread.inputValue()];
  await paste(cell, "91\tabc");
  await page.getByRole("button", { name: /Take the 1 readable/ }).click();
  await expect(unread).toHaveValue("abc");
  await page.getByRole("button", { name: "Undo" }).click();
  // The focus comes back to the cell that held the text: it must not open with it again.
  await expect(unread).toBeFocused();
  await expect(unread).toHaveValue(stoodUnread);
  await expect(cell).toHaveValue(stood);
  await enter(cell, "1234567");
  await cell.click();
  await expect(cell).toBeFocused();
  await cell.click();
  await page.keyboard.type("55");
  await page.keyboard.press("Enter");
  await expect(cell).toHaveValue("55");
  await expect(foot(page)).not.toContainText("not taken");
});

test("on a telephone the edited cell stands above the sheet, and three statuses are read in full", async ({
  signedIn,
}) => {
  const page = await signedIn(focalPoint("IS"));
  await page.setViewportSize({ width: 390, height: 844 });
  await openTables(page, "IS");
  const cell = figure(page, "GHB or GBL", "First ever");
  await enter(cell, "638 p e b");
  await saved(page);
  await cell.evaluate((field) => field.blur());
  // Where the sheet will open, as a thumb would find it.
  await cell.evaluate((field) => window.scrollBy(0, field.getBoundingClientRect().top - 650));
  await cell.click();
  const sheet = page.locator("#figure-drawer");
  await expect(sheet).toBeVisible();
  await expect(async () => {
    const [field, drawer] = [await cell.boundingBox(), await sheet.boundingBox()];
    expect(field!.y + field!.height).toBeLessThan(drawer!.y);
    expect(field!.y).toBeGreaterThan(0);
  }).toPass();
  const own = page.locator("td.figure-cell", { has: cell });
  const edge = await own.boundingBox();
  for (const flag of ["prov", "est", "break"]) {
    const word = await own.locator(".figure-flag > span", { hasText: flag }).evaluate((span) => {
      const range = document.createRange();
      range.selectNodeContents(span);
      const { left, right, top, bottom } = range.getBoundingClientRect();
      return { left, right, top, bottom };
    });
    expect(word.right).toBeLessThanOrEqual(edge!.x + edge!.width);
    expect(word.bottom).toBeLessThanOrEqual(edge!.y + edge!.height + 1);
  }
});

test("the rows of an open table accepted before stand beside it, in words", async ({ signedIn }) => {
  const page = await signedIn(focalPoint("FR"));
  await page.goto("/en/collect/2026-annual/FR/1?section=high_risk");
  const before = page.getByRole("region", { name: "Last accepted" }).first();
  await expect(before).toContainText(/^Last accepted2024 · /);
  await expect(before).toContainText(
    /Central estimate with its bounds \(persons\) [\d\s]+, estimated, from [\d\s]+ to [\d\s]+/,
  );
  await before.getByText(/earlier rows/).click();
  await expect(before.getByText(/^2023 · /)).toBeVisible();
});

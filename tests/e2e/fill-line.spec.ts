import type { Page } from "@playwright/test";
import { openSection, saved } from "./support/filling";
import { focalPoint } from "./support/people";
import { expect, test } from "./support/test";

/* Filling in: typing, a bad line, two windows on one figure, both languages, by keyboard alone. */

const door = "/api/v1/submissions/2026-annual/*/1/answers";
const foot = (page: Page) => page.locator(".fill-saved");
const where = (country: string, section = "treatment", lang: "en" | "fr" = "en") => ({
  lang,
  round: "2026-annual",
  country,
  section,
});

/** A figure of the table by main drug, by row and column. */
const figure = (page: Page, row: string, column: string) => page.locator(`input[aria-label^="${row}, ${column}"]`);

/** A cut line is what these tests make; what the browser says of it is no fault. */
function forgiveCutLine(faults: string[]): void {
  for (let at = faults.length - 1; at >= 0; at -= 1) if (/net::ERR_/.test(faults[at]!)) faults.splice(at, 1);
}

/** What the collection holds at a path. */
async function held(page: Page, country: string, ending: string): Promise<{ value: unknown; seq: number } | undefined> {
  const answers: { answers: Record<string, { value: unknown; seq: number }> } = await (
    await page.request.get(door.replace("*", country))
  ).json();
  const path = Object.keys(answers.answers).find((one) => one.endsWith(ending));
  return path === undefined ? undefined : answers.answers[path];
}

test("with the answer dropped after the commit and the line cut before it, the page never says saved too early", async ({
  signedIn,
  faults,
}) => {
  const page = await signedIn(focalPoint("PT"));
  await openSection(page, where("PT"));
  let said: "dropped" | "cut" | "open" = "dropped";
  let committed = 0;
  await page.route(door, async (route) => {
    if (route.request().method() !== "POST" || said === "open") return route.fallback();
    if (said === "dropped") {
      await route.fetch();
      committed += 1;
    }
    return route.abort("connectionreset");
  });
  const cell = figure(page, "MDMA (ecstasy)", "First ever");
  await cell.click();
  await page.keyboard.type("171");
  await page.keyboard.press("Enter");
  await expect(foot(page)).toContainText("No connection since");
  await expect(foot(page)).toContainText("1 change kept here");
  expect(committed).toBeGreaterThan(0);
  const first = await held(page, "PT", "/MDMA/FIRST");
  said = "cut";
  await figure(page, "MDMA (ecstasy)", "First ever").click();
  await page.keyboard.type("172");
  await page.keyboard.press("Enter");
  await expect(foot(page)).not.toContainText("nothing waiting");
  said = "open";
  await saved(page);
  const last = await held(page, "PT", "/MDMA/FIRST");
  expect(first?.value).toMatchObject({ v: 171 });
  expect(last?.value).toMatchObject({ v: 172 });
  // The change whose answer was lost was sent again and acknowledged, not written twice.
  expect(last!.seq - first!.seq).toBe(1);
  forgiveCutLine(faults);
});

test("without JavaScript the answers of a section can be read", async ({ browser, signedIn }) => {
  const signed = await signedIn(focalPoint("FR"));
  const context = await browser.newContext({
    javaScriptEnabled: false,
    storageState: await signed.context().storageState(),
  });
  const page = await context.newPage();
  await page.goto("/en/collect/2026-annual/FR/1?section=treatment");
  await expect(page.getByRole("heading", { level: 1 })).toContainText("Treatment");
  await expect(page.getByRole("rowheader", { name: "Heroin" }).first()).toBeVisible();
  await page
    .getByRole("link", { name: /9 Prison/ })
    .first()
    .click();
  await expect(page).toHaveURL(/section=prison/);
  await context.close();
});

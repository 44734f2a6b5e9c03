import AxeBuilder from "@axe-core/playwright";
import type { Page } from "@playwright/test";
import { openSection, saved } from "../support/filling";
import { focalPoint } from "../support/people";
import { expect, test } from "../support/test";

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

/** Opens the treatment section with its tables: they are asked once the country says that it fills them here. */
async function openTables(page: Page, country: string): Promise<void> {
  await openSection(page, where(country));
  const route = page.getByRole("radio", { name: "I fill the tables here" });
  await expect(route).toBeVisible();
  if (!(await route.isChecked())) {
    await route.check({ force: true });
    await saved(page);
  }
  await expect(figure(page, "Heroin", "First ever")).toBeVisible();
}

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

test("a figure typed with its status is read back, saved and still there after a reload", async ({ signedIn }) => {
  const page = await signedIn(focalPoint("NO"));
  await openTables(page, "NO");
  const cell = figure(page, "GHB or GBL", "First ever");
  await cell.click();
  await page.keyboard.type("1 234,5 p");
  await expect(
    page.getByText("Read as 1\u202f234.5, provisional").or(page.getByText("1\u00a0234.5, provisional")).first(),
  ).toBeVisible();
  await page.keyboard.press("Enter");
  await saved(page);
  await page.reload();
  await expect(figure(page, "GHB or GBL", "First ever")).toHaveValue("1\u00a0234.5");
  await expect(page.locator("#figure-drawer")).toBeVisible();
});

test("with the answer dropped after the commit and the line cut before it, the page never says saved too early", async ({
  signedIn,
  faults,
}) => {
  const page = await signedIn(focalPoint("PT"));
  await openTables(page, "PT");
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

test("what waits survives a reload and goes out when the line is back", async ({ signedIn, faults }) => {
  const page = await signedIn(focalPoint("SI"));
  await openTables(page, "SI");
  await page.route(door, (route) =>
    route.request().method() === "POST" ? route.abort("internetdisconnected") : route.fallback(),
  );
  await figure(page, "Hallucinogens", "First ever").click();
  await page.keyboard.type("77 e");
  await page.keyboard.press("Enter");
  await expect(foot(page)).toContainText("1 change kept here");
  await page.reload();
  await expect(figure(page, "Hallucinogens", "First ever")).toHaveValue("77");
  await expect(foot(page)).not.toContainText("nothing waiting");
  await page.unroute(door);
  await page.evaluate(() => window.dispatchEvent(new Event("online")));
  await saved(page);
  expect((await held(page, "SI", "/HAL/FIRST"))?.value).toMatchObject({ v: 77, f: ["E"] });
  forgiveCutLine(faults);
});

test("two windows on one figure: both values are shown, nobody's is lost", async ({ signedIn, faults }) => {
  const [one, two] = [await signedIn(focalPoint("HR")), await signedIn(focalPoint("HR"))];
  await openTables(one, "HR");
  await openTables(two, "HR");
  await two.route(door, (route) => route.abort("internetdisconnected"));
  await figure(two, "Volatile inhalants", "First ever").click();
  await two.keyboard.type("1900 p");
  await two.keyboard.press("Enter");
  await expect(foot(two)).toContainText("1 change kept here");
  await figure(one, "Volatile inhalants", "First ever").click();
  await one.keyboard.type("1842");
  await one.keyboard.press("Enter");
  await saved(one);
  await two.unroute(door);
  await two.evaluate(() => window.dispatchEvent(new Event("online")));
  await expect(figure(two, "Volatile inhalants", "First ever")).toHaveValue("two values");
  await expect(foot(two)).toContainText("1 answer not saved: two values");
  await figure(two, "Volatile inhalants", "First ever").click();
  const drawer = two.locator("#figure-drawer");
  await expect(drawer.getByRole("button", { name: "Take theirs, 1\u00a0842" })).toBeVisible();
  await drawer.getByRole("button", { name: "Keep mine, 1\u00a0900, provisional" }).click();
  await saved(two);
  expect((await held(two, "HR", "/INH/FIRST"))?.value).toMatchObject({ v: 1900, f: ["P"] });
  forgiveCutLine(faults);
});

test("the fill page in French, by keyboard alone, from section to section", async ({ signedIn }) => {
  const page = await signedIn(focalPoint("FR"), "fr");
  await openSection(page, where("FR", "treatment", "fr"));
  await page.locator(".fill-sections .section-line", { hasText: "pénitentiaire" }).focus();
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/section=prison/);
  await expect(page.locator(".fill-form :focus")).toHaveCount(1);
  await page.goBack();
  await expect(page).toHaveURL(/section=treatment/);
  const cell = page.locator('input[data-row="0"][data-column="0"]').last();
  await cell.focus();
  await page.keyboard.type("21,6 p");
  await expect(page.getByRole("status").filter({ hasText: "21,6" })).toContainText("provisoire");
  await page.keyboard.press("F2");
  await page.keyboard.press("Escape");
  await page.keyboard.press("F6");
  await expect(page.locator("#figure-drawer")).toBeFocused();
  await page.keyboard.press("F6");
  await expect(cell).toBeFocused();
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

test("no axe violation on the fill page and the home, in both languages and on a phone", async ({ signedIn }) => {
  test.setTimeout(240_000);
  const page = await signedIn(focalPoint("FR"));
  for (const [lang, width] of [
    ["en", 1280],
    ["fr", 390],
  ] as const) {
    await page.setViewportSize({ width, height: 900 });
    for (const section of ["treatment", "deaths"]) {
      await openSection(page, where("FR", section, lang));
      expect(
        (await new AxeBuilder({ page }).analyze()).violations.map(({ id, nodes }) => `${id} ${nodes[0]?.html}`),
      ).toEqual([]);
    }
    await page.goto(`/${lang}/collect`);
    expect(
      (await new AxeBuilder({ page }).analyze()).violations.map(({ id, nodes }) => `${id} ${nodes[0]?.html}`),
    ).toEqual([]);
  }
});

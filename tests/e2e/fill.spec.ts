import { enter, figure, foot, forgiveCutLine, held, openSection, openTables, saveDoor, saved } from "./support/filling";
import { focalPoint } from "./support/people";
import { expect, test } from "./support/test";

/* Filling in: typing, a bad line, a reload, both languages, without JavaScript. Every test has a country of its own. */

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
  await page.route(saveDoor("PT"), async (route) => {
    if (route.request().method() !== "POST" || said === "open") return route.fallback();
    if (said === "dropped") {
      await route.fetch();
      committed += 1;
    }
    return route.abort("connectionreset");
  });
  await enter(figure(page, "MDMA (ecstasy)", "First ever"), "171");
  await expect(foot(page)).toContainText("No connection since");
  await expect(foot(page)).toContainText("1 change kept here");
  expect(committed).toBeGreaterThan(0);
  const first = await held(page, "PT", "/MDMA/FIRST");
  said = "cut";
  await enter(figure(page, "MDMA (ecstasy)", "First ever"), "172");
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
  const page = await signedIn(focalPoint("ME"));
  await openTables(page, "ME");
  await page.route(saveDoor("ME"), (route) =>
    route.request().method() === "POST" ? route.abort("internetdisconnected") : route.fallback(),
  );
  await enter(figure(page, "Hallucinogens", "First ever"), "77 e");
  await expect(foot(page)).toContainText("1 change kept here");
  await page.reload();
  await expect(figure(page, "Hallucinogens", "First ever")).toHaveValue("77");
  await expect(foot(page)).not.toContainText("nothing waiting");
  await page.unroute(saveDoor("ME"));
  await page.evaluate(() => window.dispatchEvent(new Event("online")));
  await saved(page);
  expect((await held(page, "ME", "/HAL/FIRST"))?.value).toMatchObject({ v: 77, f: ["E"] });
  forgiveCutLine(faults);
});

test("an answer that was not taken is named on the submit page and holds it back; signing out asks first", async ({
  signedIn,
}) => {
  const page = await signedIn(focalPoint("SI"));
  await openTables(page, "SI");
  await enter(figure(page, "MDMA (ecstasy)", "First ever"), "12 kilos or so");
  await expect(foot(page)).toContainText("1 answer not taken");
  const before = page.url();
  await page.getByRole("button", { name: "Sign out" }).click();
  await expect(page.getByText("1 answer of yours in this browser has not reached Vigie yet")).toBeVisible();
  await page.goto(before);
  await expect(foot(page)).toContainText("1 answer not taken");
  await page.getByRole("link", { name: "Submit section 4" }).click();
  await expect(page.getByText("1 answer in this browser is not saved.")).toBeVisible();
  await expect(page.getByText("Everything you typed is saved.")).toBeHidden();
  await page.locator("button[value=submit]").click();
  await expect(page.locator(".notice.bad")).toBeFocused();
  await page.getByRole("link", { name: "Go to it" }).click();
  await expect(figure(page, "MDMA (ecstasy)", "First ever")).toBeFocused();
});

test("the fill page in French, by keyboard alone, from section to section", async ({ signedIn }) => {
  const page = await signedIn(focalPoint("FR"), "fr");
  await openSection(page, { lang: "fr", round: "2026-annual", country: "FR", section: "treatment" });
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
  // The former value is back before the next key: on a slow machine a person waits for that, too.
  await expect(cell).not.toHaveValue(/21,6/);
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

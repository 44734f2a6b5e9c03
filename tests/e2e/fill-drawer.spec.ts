import { fillFigure } from "~/i18n/collect/fill-figure";
import { fillHistory } from "~/i18n/collect/fill-history";
import { enter, figure, forgiveCutLine, held, openTables, saved } from "./support/filling";
import { look } from "./support/look";
import { focalPoint } from "./support/people";
import { expect, test } from "./support/test";

/* The drawer of the focused figure: of a figure asked alone as of one in a table, on a phone, by keyboard, with its history. */

const words = fillFigure.en.drawer;

test("a figure asked alone has its bounds, definition and log in the drawer, by keyboard and on a phone", async ({
  signedIn,
}) => {
  const page = await signedIn(focalPoint("AM"));
  await page.goto("/en/collect/2026-annual/AM/1?section=high_risk");
  await page.getByRole("button", { name: "Add an estimate" }).first().click();
  const field = page.locator(".figure-box input").first();
  await field.click();
  await page.keyboard.type("9000 e");
  await page.keyboard.press("Enter");
  await saved(page);
  const drawer = page.locator("#figure-drawer");
  await expect(drawer.getByText("Type the lower and upper value under")).toBeVisible();
  await page.keyboard.press("F6");
  await expect(drawer).toBeFocused();
  await drawer.getByText(words.bounds).click();
  await drawer.getByLabel(words.low).fill("7000");
  await drawer.getByLabel(words.high).fill("12.500");
  await drawer.getByLabel(words.sample).focus();
  await drawer.getByRole("button", { name: "12\u00a0500" }).click();
  await saved(page);
  expect((await held(page, "AM", "/hr_opioids_central"))?.value).toMatchObject({
    v: 9000,
    lo: 7000,
    hi: 12500,
    f: ["E"],
  });
  await drawer.getByText(fillHistory.en.log.title).click();
  await expect(drawer.locator(".drawer-log li").nth(1)).toBeVisible();
  await expect(drawer.locator(".drawer-log li").last()).toContainText("9\u00a0000, estimated");
  await look(page, "fill, a figure asked alone with bounds and log");

  await page.setViewportSize({ width: 390, height: 844 });
  await drawer.getByRole("button", { name: words.close }).click();
  await expect(drawer).toBeHidden();
  await field.click();
  await expect(drawer).toBeVisible();
  const [top, bottom] = [(await drawer.boundingBox())?.y ?? 0, await field.boundingBox()];
  expect((bottom?.y ?? 0) + (bottom?.height ?? 0), "the field stands above the sheet").toBeLessThanOrEqual(top);
  const statuses = drawer.getByRole("group", { name: words.flags });
  const history = drawer.getByText(fillHistory.en.title);
  const isFirst = async () => ((await statuses.boundingBox())?.y ?? 0) < ((await history.boundingBox())?.y ?? 0);
  expect(await isFirst(), "in the sheet the statuses stand before the history").toBe(true);
  await page.setViewportSize({ width: 1280, height: 900 });
  await expect.poll(isFirst, "in the column the history stands first").toBe(false);
});

test("the drawer draws what was accepted, the typed figure and the others, and says when it cannot", async ({
  signedIn,
  faults,
}) => {
  const page = await signedIn(focalPoint("AT"));
  await openTables(page, "AT");
  let asked = 0;
  await page.route(/\/history\?/, (route) => {
    asked += 1;
    return asked === 1 ? route.abort("connectionreset") : route.fallback();
  });
  const drawer = page.locator("#figure-drawer");
  const cell = figure(page, "Heroin", "First ever");
  await cell.click();
  await expect(drawer.getByText(fillHistory.en.failed)).toBeVisible();
  await drawer.getByRole("button", { name: fillHistory.en.again }).click();
  const chart = drawer.getByRole("img");
  await expect(chart).toHaveAccessibleName(/Accepted values, \d{4} to \d{4}: lowest .* highest/);
  await expect(drawer.getByText(/Grey: middle half of the \d+ other countries/)).toBeVisible();
  await expect(chart.locator(".history-band")).not.toHaveCount(0);
  await cell.focus();
  await page.keyboard.type("10");
  const ring = chart.locator(".history-typed");
  const low = (await ring.boundingBox())?.y ?? 0;
  await page.keyboard.type("00000");
  await expect(chart).toHaveAccessibleName(/This figure, 2025: 1.000.000/);
  expect((await ring.boundingBox())?.y ?? 0).toBeLessThan(low);
  await page.keyboard.press("Escape");
  await look(page, "fill, a figure with its history");
  // Asked once: what is known stays while the page is open.
  await enter(figure(page, "Hallucinogens", "First ever"), "");
  await cell.focus();
  await expect(chart).toBeVisible();
  await drawer.getByText(fillHistory.en.all).click();
  await expect(drawer.getByRole("rowheader", { name: "2024" }).last()).toBeVisible();
  forgiveCutLine(faults);
});

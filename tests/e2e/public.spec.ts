import type { Page } from "@playwright/test";
import { narrow, violationsOf, visit } from "./support/look";
import { expect, test } from "./support/test";

/* The public pages as a reader meets them, on the demonstration: with and without JavaScript, by keyboard, on a phone. */

const rate = "DEM-DRD-RATE";

/** Any passport there is: the first linked figure of the table. */
async function anyPassport(page: Page, lang = "en"): Promise<string> {
  await page.goto(`/${lang}/indicators/${rate}?view=table`);
  return (await page.locator(".by-year td a").first().getAttribute("href")) ?? "";
}

/** Every kind of page below the language; the first ones are looked at in both. */
const kinds = [
  `/indicators/${rate}`,
  `/indicators/${rate}?view=latest`,
  `/indicators/${rate}?view=table`,
  "/countries/NO",
  `/methods/${rate}`,
  "/indicators",
  "/indicators/POL-STR",
  "/methods",
  "/methods/small-numbers",
  "/methods/code-lists/SUBSTANCE",
  "/data",
  "/accessibility",
  "/privacy",
  "/countries",
];

for (const lang of ["en", "fr"] as const) {
  test(`every kind of public page in ${lang} is whole, without an axe violation`, async ({ page }) => {
    test.setTimeout(240_000);
    const passport = await anyPassport(page, lang);
    const release = passport.split("/")[3] ?? "";
    for (const path of ["", ...(lang === "en" ? kinds : kinds.slice(0, 5)), `/data/${release}`]) {
      await visit(page, `/${lang}${path}`);
      await expect(page.locator(`html[lang=${lang}]`), path).toHaveCount(1);
    }
    await visit(page, passport);
    await visit(page, `/${lang}/countries/XX`, 404);
  });
}

test("a reader takes a country away, and the address, the chart and the sentence follow", async ({ page }) => {
  await page.goto(`/en/indicators/${rate}?countries=NO,PT&groups=`);
  await expect(page.locator(".trend[data-live]")).toBeVisible();
  const list = page.getByRole("group", { name: /^Countries/ });
  await list.getByRole("checkbox", { name: /Portugal/ }).uncheck();
  await expect(page).toHaveURL(/countries=NO$/);
  await expect(page.locator("#summary")).not.toContainText("Portugal");
  await page.getByRole("link", { name: "Latest values" }).click();
  await expect(page).toHaveURL(/view=latest/);
  await page.goBack();
  await expect(page.locator(".trend[data-live]")).toBeVisible();
});

test("the chart is read by keyboard alone, down to the passport", async ({ page }) => {
  await page.goto(`/en/indicators/${rate}?countries=NO,PT&groups=`);
  await expect(page.locator(".trend[data-live]")).toBeVisible();
  const chart = page.getByRole("group", { name: /Left and Right arrow: year/ });
  await chart.focus();
  await page.keyboard.press("End");
  const said = page.locator("[aria-live=polite]").filter({ hasText: "Norway" });
  await expect(said).toContainText(/^Norway, 20\d\d, [\d.]+ per/);
  await page.keyboard.press("Home");
  const first = await said.textContent();
  await page.keyboard.press("ArrowRight");
  await expect(said).not.toHaveText(first ?? "");
  await page.keyboard.press("ArrowDown");
  await expect(page.locator(".trend-panel")).toContainText("Portugal");
  await page.keyboard.press("Escape");
  await expect(page.locator(".trend-panel")).toHaveCount(0);
  await page.keyboard.press("End");
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/\/en\/points\/.+\/NO\/20\d\d$/);
  await expect(page.getByRole("heading", { level: 1 })).toContainText("Norway");
});

test("a faulty address names its fault and leads on", async ({ page }) => {
  const answer = await page.goto(`/fr/indicators/${rate}?countries=NO,XX`);
  expect(answer?.status()).toBe(400);
  await expect(page.getByText("countries=XX")).toBeVisible();
  expect(await violationsOf(page)).toEqual([]);
  await page.getByRole("link", { name: "La page sans ces choix" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
});

test("a page that is not there says so in the page's language", async ({ page }) => {
  const answer = await page.goto("/fr/countries/XX");
  expect(answer?.status()).toBe(404);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Cette page n’existe pas");
});

test("files carry the choice of the page", async ({ page, request }) => {
  await page.goto(`/en/indicators/${rate}?countries=NO,PT&groups=&from=2015`);
  const href = (await page.getByRole("link", { name: "CSV", exact: true }).getAttribute("href")) ?? "";
  const csv = await (await request.get(href)).text();
  const rows = csv
    .trim()
    .split("\r\n")
    .slice(1)
    .map((row) => row.split(","));
  expect(new Set(rows.map((row) => row[1]))).toEqual(new Set(["NO", "PT"]));
  expect(rows.every((row) => Number(row[2]) >= 2015)).toBe(true);
});

test.describe("without JavaScript", () => {
  test.use({ javaScriptEnabled: false });

  test("a table of years opens at the newest ones on a phone, read in their order", async ({ page }) => {
    await page.setViewportSize({ width: 390, height: 1600 });
    await page.goto(`/en/indicators/${rate}?view=table`);
    const years = page.locator(".by-year thead th");
    const last = years.last();
    await expect(last).toBeInViewport();
    await expect(years.nth(1)).not.toBeInViewport();
    const [first, newest] = [await years.nth(1).textContent(), await last.textContent()];
    expect(Number(first)).toBeLessThan(Number(newest));
  });

  test("the definition opens beside the title on a phone", async ({ page }) => {
    await page.setViewportSize({ width: 390, height: 800 });
    await page.goto(`/en/indicators/${rate}`);
    const fold = page.locator(".definition-fold");
    await expect(fold.locator("summary")).toBeInViewport();
    await fold.locator("summary").click();
    await expect(fold.getByText("Computed by the platform")).toBeVisible();
  });

  test("the chart, its sentence, its table and its choices are there", async ({ page }) => {
    await page.goto(`/en/indicators/${rate}?countries=NO,PT&groups=`);
    await expect(page.locator(".trend svg.wide")).toBeVisible();
    await expect(page.locator("#summary")).toContainText("Norway");
    await page
      .getByRole("group", { name: /^Countries/ })
      .getByRole("checkbox", { name: /Slovenia/ })
      .check();
    await page.getByRole("button", { name: "Show" }).click();
    await expect(page).toHaveURL(/countries=NO,PT,SI/);
    await expect(page.locator(".trend svg.wide")).toContainText("Slovenia");
    await page.getByText("The highlighted lines as a table").click();
    await expect(page.locator(".chart-table table")).toBeVisible();
    await page.getByRole("link", { name: "Table", exact: true }).click();
    await expect(page.locator(".by-year tbody tr")).toHaveCount(3);
  });
});

test("no page scrolls sideways at 320 px in the longer language", async ({ page }) => {
  for (const path of [...kinds.slice(5), "/indicators/DEM-GPS-LYP?view=latest"]) {
    await page.goto(`/fr${path}`);
    await narrow(page, `/fr${path}`);
  }
});

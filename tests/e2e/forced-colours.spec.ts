import type { Page } from "@playwright/test";
import { expect, test } from "./support/test";

/* Charts, signs and focus in the colours a reader's system forces, dark and light: nothing is drawn ink on ink. */

/** How far two colours stand apart. @source WCAG 2.2, relative luminance and contrast ratio */
const contrastWithPage = (page: Page, selector: string, property: "fill" | "stroke") =>
  page.evaluate(
    ([find, name]) => {
      const luminance = (colour: string) => {
        const [r = 0, g = 0, b = 0] = (colour.match(/[\d.]+/g) ?? []).map((part) => {
          const share = Number(part) / 255;
          return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
        });
        return 0.2126 * r + 0.7152 * g + 0.0722 * b;
      };
      const ground = luminance(getComputedStyle(document.documentElement).backgroundColor);
      return [...document.querySelectorAll(find ?? "")].map((one) => {
        const own = luminance(getComputedStyle(one).getPropertyValue(name ?? ""));
        return (Math.max(own, ground) + 0.05) / (Math.min(own, ground) + 0.05);
      });
    },
    [selector, property],
  );

const clear = async (page: Page, selector: string, property: "fill" | "stroke") => {
  const found = await contrastWithPage(page, selector, property);
  expect(found.length, `${page.url()} ${selector}`).toBeGreaterThan(0);
  expect(Math.min(...found), `${page.url()} ${selector}`).toBeGreaterThanOrEqual(3);
};

for (const colorScheme of ["dark", "light"] as const) {
  test(`signs, lines and letters of charts stand out from the page in forced colours, ${colorScheme}`, async ({
    page,
  }) => {
    await page.emulateMedia({ forcedColors: "active", colorScheme });
    await page.goto("/en");
    await clear(page, ".small-chart text", "fill");
    await clear(page, ".small-chart > g > path[stroke-width='2.2']", "stroke");
    await page.goto("/en/indicators/DEM-DRD-RATE?view=latest");
    await clear(page, ".dot-scale text", "fill");
    await clear(page, ".median .dot-row line[stroke-width='3']", "stroke");
    await clear(page, ".dot-row path, .dot-sample path", "stroke");
    await clear(page, ".dot-row .zero", "stroke");
    await page.goto("/en/countries/NO");
    await clear(page, ".sparkline path[stroke-width='1.6']", "stroke");
    await page.goto("/en/indicators/DEM-DRD-RATE");
    await clear(page, ".trend-still text", "fill");
    await clear(page, ".legend path[stroke]", "stroke");
  });

  test(`the live canvas is drawn in the system's colours, ${colorScheme}`, async ({ page }) => {
    await page.emulateMedia({ forcedColors: "active", colorScheme });
    await page.goto("/en/indicators/DEM-DRD-RATE?countries=NO,PT&groups=");
    await expect(page.locator(".trend[data-live]")).toBeVisible();
    const grounds = await page.evaluate(() =>
      [document.documentElement, document.querySelector(".trend")!].map((one) => getComputedStyle(one).backgroundColor),
    );
    expect(grounds[1]).toBe(grounds[0]);
    const strong = () =>
      page.locator(".trend-live canvas").evaluate((canvas: HTMLCanvasElement) => {
        const { data } = canvas.getContext("2d")!.getImageData(0, 0, canvas.width, canvas.height);
        const ground = (getComputedStyle(document.documentElement).backgroundColor.match(/\d+/g) ?? []).map(Number);
        let apart = 0;
        for (let at = 0; at < data.length; at += 4)
          if (
            (data[at + 3] ?? 0) > 200 &&
            [0, 1, 2].some((part) => Math.abs((data[at + part] ?? 0) - (ground[part] ?? 0)) > 150)
          )
            apart += 1;
        return apart;
      });
    await expect.poll(strong).toBeGreaterThan(2000);
  });
}

test("the focus ring is the system's own", async ({ page }) => {
  await page.emulateMedia({ forcedColors: "active", colorScheme: "dark" });
  await page.goto("/en/indicators/DEM-DRD-RATE");
  await expect(page.locator(".trend[data-live]")).toBeVisible();
  await page.getByRole("group", { name: /Left and Right arrow: year/ }).focus();
  const ring = await page.locator(".trend-live").evaluate((one) => {
    const probe = document.createElement("i");
    probe.style.color = "Highlight";
    document.body.append(probe);
    const of = getComputedStyle(one);
    return { style: of.outlineStyle, width: of.outlineWidth, same: of.outlineColor === getComputedStyle(probe).color };
  });
  expect(ring).toEqual({ style: "solid", width: "3px", same: true });
});

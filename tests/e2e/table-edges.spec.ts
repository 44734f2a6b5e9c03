import { expect, test } from "./support/test";

/* The table of years at its edges: no figure cut by the names, none missing on paper, decimal marks in line. */

const deaths = "/indicators/DEM-DRD-N?view=table";

for (const [lang, width] of [
  ["en", 1280],
  ["fr", 1280],
  ["en", 390],
  ["fr", 390],
] as const) {
  test(`opens with whole columns at ${width} px in ${lang}, and rests so when it is scrolled`, async ({ page }) => {
    await page.setViewportSize({ width, height: 1800 });
    await page.goto(`/${lang}${deaths}`);
    const cut = () =>
      page.locator(".by-year thead").evaluate((head) => {
        const [names, ...years] = [...head.querySelectorAll("th")].map((one) => one.getBoundingClientRect());
        const edge = head.closest(".wide-table")!.getBoundingClientRect().right;
        const within = (at: number, one: DOMRect) => one.left < at - 1 && one.right > at + 1;
        return years.filter((one) => within(names!.right, one) || within(edge, one)).length;
      });
    await expect(page.locator(".by-year thead th").last()).toBeInViewport();
    expect(await cut()).toBe(0);
    await page.locator(".wide-table").evaluate((one) => one.scrollBy({ left: -170 }));
    await expect.poll(cut).toBe(0);
    const earlier = page.getByRole("button", {
      name: lang === "en" ? /^← \d+ earlier columns$/ : /^← \d+ colonnes antérieures$/,
    });
    await earlier.click();
    await expect.poll(cut).toBe(0);
  });
}

test("on paper every year of the title is there, with its figure under it", async ({ page }) => {
  await page.setViewportSize({ width: 760, height: 900 });
  await page.emulateMedia({ media: "print" });
  await page.goto(`/en${deaths}`);
  const row = page.locator(".by-year tbody tr").filter({ hasText: "France" });
  const cells = await row.locator("td").evaluateAll((all) =>
    all.map((one) => {
      const { left, right, height } = one.getBoundingClientRect();
      return { year: getComputedStyle(one, "::before").content, seen: left >= 0 && right <= 760 && height > 0 };
    }),
  );
  expect(cells.map((one) => one.year)).toEqual(Array.from({ length: 21 }, (_, at) => `"${2004 + at}"`));
  expect(cells.every((one) => one.seen)).toBe(true);
});

test("decimal marks stand below each other, whatever signs stand behind", async ({ page }) => {
  await page.goto("/en/indicators/DEM-DRD-RATE?view=table");
  const ends = await page
    .locator(".by-year td:last-child a")
    .evaluateAll((all) =>
      all.filter((one) => /\d/.test(one.textContent ?? "")).map((one) => Math.round(one.getBoundingClientRect().right)),
    );
  expect(ends.length).toBeGreaterThan(5);
  expect(new Set(ends).size).toBe(1);
});

test("a note in another language says which, in both languages of the page", async ({ page }) => {
  await page.goto("/en/indicators/DEM-DRD-N?countries=FR,NO,PT");
  const foreign = page.locator(".note-list [lang=fr], .note-list [lang=en]");
  for (const one of await foreign.all()) await expect(one.locator("+ .written-in")).toHaveText("(in French)");
  await page.goto("/fr/indicators/DEM-DRD-N?countries=FR,NO,PT");
  const others = page.locator(".note-list [lang=en]");
  await expect(others.first()).toBeVisible();
  for (const one of await others.all()) await expect(one.locator("+ .written-in")).toHaveText("(en anglais)");
});

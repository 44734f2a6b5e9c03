import type { Locator, Page } from "@playwright/test";
import { fillFigure } from "~/i18n/collect/fill-figure";
import { fillKept } from "~/i18n/collect/fill-kept";
import { fillPage } from "~/i18n/collect/fill-page";
import { collected, foot, forgiveCutLine, held, openSection, saveDoor, saved } from "./support/filling";
import { look } from "./support/look";
import { focalPoint } from "./support/people";
import { expect, test } from "./support/test";

/* Two at parts of a question: a row of a matrix, rows of an open table, a text in one of them. */

/** Cuts the line of one page, and mends it again. */
async function cut(page: Page, country: string): Promise<() => Promise<void>> {
  await page.route(saveDoor(country), (route) => route.abort("internetdisconnected"));
  return async () => {
    await page.unroute(saveDoor(country));
    await page.evaluate(() => window.dispatchEvent(new Event("online")));
  };
}

const question = (page: Page, name: string): Locator => page.locator(`.fill-form [data-name="${name}"]`);
const cell = (page: Page, row: number, column: number): Locator =>
  question(page, "trend_use").locator("tbody tr").nth(row).getByRole("radio").nth(column);

test("two values of one row of a matrix are shown, and another row sends neither", async ({ signedIn, faults }) => {
  const where = { lang: "en", round: "2026-annual", country: "LU", section: "expert" } as const;
  const [one, two] = [await signedIn(focalPoint("LU")), await signedIn(focalPoint("LU"))];
  await openSection(one, where);
  await openSection(two, where);
  const mend = await cut(two, "LU");
  await cell(two, 0, 0).check({ force: true });
  await expect(foot(two)).toContainText(fillPage.en.foot.keptUntil(1));
  await cell(one, 0, 4).check({ force: true });
  await saved(one);
  const answers = Object.entries((await collected(one, "LU")).answers);
  const [path, theirs] = answers.reduce((last, one) => (one[1].seq > last[1].seq ? one : last));
  expect(path).toMatch(/^trend_use\//);
  await mend();
  const conflict = question(two, "trend_use").locator("xpath=..").getByRole("region", {
    name: fillFigure.en.conflict.title,
  });
  await expect(conflict).toBeVisible();
  await cell(two, 1, 2).check({ force: true });
  await expect(foot(two)).toContainText(/all else saved/);
  expect((await held(two, "LU", path))?.value).toEqual(theirs.value);
  await expect(conflict).toContainText("Large increase");
  await expect(conflict).toContainText("Large decrease");
  await look(two, "fill, a row of a matrix with two values");
  await conflict.getByRole("button", { name: fillFigure.en.conflict.keep("Large increase") }).click();
  await saved(two);
  await expect(conflict).toHaveCount(0);
  expect((await held(two, "LU", path))?.value).not.toEqual(theirs.value);
  forgiveCutLine(faults);
});

test("rows two people add at once are both there; two texts of one row are shown, en and fr", async ({
  signedIn,
  faults,
}) => {
  const where = { round: "2026-annual", country: "LI", section: "infections" } as const;
  const [one, two] = [await signedIn(focalPoint("LI")), await signedIn(focalPoint("LI"), "fr")];
  await openSection(one, { ...where, lang: "en" });
  await openSection(two, { ...where, lang: "fr" });
  const add = async (page: Page, label: string, place: string) => {
    const table = question(page, "hcv_studies");
    await table.getByRole("button", { name: label }).click();
    const last = table.locator('[data-name="hcv_studies_area"]').last();
    await last.getByRole("radio").nth(1).check({ force: true });
    await table.locator('[data-name="hcv_studies_place"] input').last().fill(place);
  };
  const places = (page: Page) => question(page, "hcv_studies").locator('[data-name="hcv_studies_place"] input');
  let mend = await cut(two, "LI");
  await add(two, "Ajouter une étude", "Vaduz");
  await add(one, "Add a study", "Schaan");
  await saved(one);
  await mend();
  await saved(two);
  await expect(places(two)).toHaveCount(2);
  await one.reload();
  await expect(places(one)).toHaveCount(2);
  await expect(places(one).nth(0)).toHaveValue("Schaan");
  await expect(places(one).nth(1)).toHaveValue("Vaduz");

  mend = await cut(two, "LI");
  await places(two).nth(0).fill("Schaan et Balzers");
  await places(one).nth(0).fill("Schaan, three sites");
  await saved(one);
  await mend();
  const conflict = question(two, "hcv_studies").getByRole("region", { name: fillFigure.fr.conflict.title });
  await expect(conflict).toContainText("Schaan, three sites");
  await expect(conflict).toContainText("Schaan et Balzers");
  await expect(conflict).toContainText(fillKept.fr.kept.meanwhile(fillFigure.fr.conflict.otherWindow));
  await conflict.getByRole("button", { name: fillFigure.fr.conflict.take("Schaan, three sites") }).click();
  await expect(places(two).nth(0)).toHaveValue("Schaan, three sites");
  await saved(two);
  await expect(places(two).nth(1)).toHaveValue("Vaduz");
  forgiveCutLine(faults);
});

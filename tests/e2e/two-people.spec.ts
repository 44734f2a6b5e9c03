import type { Page } from "@playwright/test";
import { demoPeople } from "~/domain/people/demo-people";
import { fillFigure } from "~/i18n/collect/fill-figure";
import { fillGrid } from "~/i18n/collect/fill-grid";
import { fillPage } from "~/i18n/collect/fill-page";
import { people } from "~/i18n/people/people";
import {
  collected,
  enter,
  figure,
  foot,
  forgiveCutLine,
  held,
  openSection,
  openTables,
  saveDoor,
  saved,
} from "./support/filling";
import { look } from "./support/look";
import { focalPoint, personNamed } from "./support/people";
import { expect, test } from "./support/test";

/* Two at one figure: both values are shown, nobody's is lost. */

/** Cuts the line of one page, and mends it again. */
async function cut(page: Page, country: string): Promise<() => Promise<void>> {
  await page.route(saveDoor(country), (route) => route.abort("internetdisconnected"));
  return async () => {
    await page.unroute(saveDoor(country));
    await page.evaluate(() => window.dispatchEvent(new Event("online")));
  };
}

test("two windows on one figure: both values are shown, hers is kept, in en", async ({ signedIn, faults }) => {
  const [one, two] = [await signedIn(focalPoint("MK")), await signedIn(focalPoint("MK"))];
  await openTables(one, "MK");
  await openTables(two, "MK");
  const mend = await cut(two, "MK");
  await enter(figure(two, "Volatile inhalants", "First ever"), "1900 p");
  await expect(foot(two)).toContainText(fillPage.en.foot.keptUntil(1));
  await enter(figure(one, "Volatile inhalants", "First ever"), "1842");
  await saved(one);
  await mend();
  await expect(figure(two, "Volatile inhalants", "First ever")).toHaveValue(fillGrid.en.cell.twoValues);
  await expect(foot(two)).toContainText(fillPage.en.foot.twoValues(1));
  await figure(two, "Volatile inhalants", "First ever").click();
  const drawer = two.locator("#figure-drawer");
  await expect(drawer.locator(".conflict-title")).toContainText(fillFigure.en.conflict.title);
  await expect(
    drawer.getByRole("button", { name: fillFigure.en.conflict.take("1\u00a0842"), exact: true }),
  ).toBeVisible();
  await look(two, "fill, a figure with two values");
  await drawer
    .getByRole("button", { name: fillFigure.en.conflict.keep("1\u00a0900, provisional"), exact: true })
    .click();
  await saved(two);
  expect((await held(two, "MK", "/INH/FIRST"))?.value).toMatchObject({ v: 1900, f: ["P"] });
  forgiveCutLine(faults);
});

test("a colleague with a section delegated and the focal point on one figure, hers is taken, in fr", async ({
  signedIn,
  faults,
}) => {
  const words = fillFigure.fr.conflict;
  const where = { lang: "fr", round: "2026-annual", country: "FR", section: "prison" } as const;
  const colleague = demoPeople.find((person) => person.role === "contributor" && person.country === "FR")!;
  const focal = demoPeople.find((person) => person.role === "focal-point" && person.country === "FR")!;
  const claire = await signedIn(focalPoint("FR"), "fr");
  await claire.goto("/fr/people");
  await claire.getByRole("link", { name: colleague.name }).click();
  const round = claire.locator("form").filter({ hasText: "Annuelle 2026" });
  await round.getByRole("checkbox", { name: /prison|pénitentiaire/i }).check();
  await round.getByRole("button", { name: people.fr.person.saveDelegations }).click();
  await expect(claire.getByRole("status")).toContainText(people.fr.person.done);

  const mathis = await signedIn(personNamed(colleague.name), "fr");
  await openSection(mathis, where);
  await openSection(claire, where);
  const cell = (page: Page) => page.locator('.fill-form input[data-row="0"][data-column="0"]').first();
  const mend = await cut(mathis, "FR");
  await enter(cell(mathis), "1907");
  await expect(foot(mathis)).toContainText(fillPage.fr.foot.keptUntil(1));
  await enter(cell(claire), "1883 e");
  await saved(claire);
  await mend();
  await expect(cell(mathis)).toHaveValue(fillGrid.fr.cell.twoValues);
  await expect(foot(mathis)).toContainText(fillPage.fr.foot.twoValues(1));
  await cell(mathis).click();
  const drawer = mathis.locator("#figure-drawer");
  await expect(drawer).toContainText(words.text(focal.name));
  await expect(drawer.getByRole("button", { name: words.keep("1\u202f907"), exact: true })).toBeVisible();
  await drawer.getByRole("button", { name: words.take("1\u202f883, estimé"), exact: true }).click();
  await expect(cell(mathis)).toHaveValue(/^1\s883$/);
  await expect(foot(mathis)).not.toContainText(fillPage.fr.foot.twoValues(1));
  const { answers } = await collected(mathis, "FR");
  const values = Object.values(answers).map((answer) => JSON.stringify(answer.value));
  expect(values.filter((value) => value.includes('"v":1883'))).toHaveLength(1);
  expect(values.filter((value) => value.includes('"v":1907'))).toHaveLength(0);
  forgiveCutLine(faults);
});

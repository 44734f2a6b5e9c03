import { declaration } from "~/i18n/collect/declaration";
import { troubleWords } from "~/i18n/collect/declaration-words";
import { look, visit } from "./support/look";
import { focalPoint, reviewer } from "./support/people";
import { expect, test } from "./support/test";

/*
 * A country declares how its figures are published. It is a country no other journey writes about: what is declared here
 * would hide figures there.
 */

test.describe.configure({ timeout: 120_000 });

test("a focal point declares how deaths are published, is held back once, and a reviewer reads it", async ({
  signedIn,
}) => {
  const words = declaration.en;
  const deaths = "Drug-induced deaths";
  const page = await signedIn(focalPoint("LI"));
  await page.goto("/en/collect");
  await page.getByRole("link", { name: words.link }).click();
  await expect(page.getByRole("heading", { level: 1, name: words.title })).toBeVisible();
  await expect(page.getByText(words.none)).toBeVisible();
  await look(page, "nothing declared");

  // By the keyboard alone from here on.
  await page.getByRole("link", { name: words.named(words.declare, deaths), exact: true }).focus();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { level: 1, name: deaths })).toBeVisible();
  await page.getByLabel(words.totals.threshold).focus();
  await page.keyboard.press("ArrowDown");
  await expect(page.getByLabel(words.totals.published)).toBeChecked();
  await page.getByRole("button", { name: words.button }).focus();
  await page.keyboard.press("Enter");
  const trouble = page.getByRole("alert");
  await expect(trouble).toContainText(troubleWords.en["url-missing"]);
  await expect(trouble).toBeFocused();
  await expect(page.getByLabel(words.totals.published)).toBeChecked();
  await look(page, "a declaration held back");
  await page.getByLabel(words.url).focus();
  await page.keyboard.type("https://www.sanita.example/morti-2025");
  await page.getByLabel(words.threshold).focus();
  await page.keyboard.type("10");
  await page.keyboard.press("Enter");

  await expect(page.getByRole("status")).toHaveText(words.done(deaths));
  const line = page.getByRole("row", { name: deaths }).first();
  await expect(line).toContainText("published nationally, threshold 10");
  await expect(line).toContainText("1 to 9 persons");
  await look(page, "declared");
  await visit(page, `/fr${new URL(page.url()).pathname.slice(3)}/DEM-DRD-N`);
  await expect(page.getByText("publié au niveau national, seuil 10")).toBeVisible();

  const secretariat = await signedIn(reviewer);
  await visit(secretariat, "/en/releases/declared");
  await secretariat.getByRole("link", { name: "Liechtenstein" }).click();
  await expect(secretariat.getByRole("link", { name: "https://www.sanita.example/morti-2025" })).toBeVisible();
  await expect(secretariat.getByRole("link", { name: `${words.declare}: ` })).toHaveCount(0);
  await look(secretariat, "read by a reviewer");

  await page.goto("/en/collect/disclosure/LI/DEM-DRD-N");
  await page.getByRole("button", { name: words.endButton }).click();
  await expect(page.getByRole("status")).toHaveText(words.ended(deaths));
  await expect(page.getByText(words.none)).toBeVisible();
});

test("without JavaScript the form does the same", async ({ browser, signedIn, faults }) => {
  const words = declaration.fr;
  const ready = await signedIn(focalPoint("MC"), "fr");
  const context = await browser.newContext({
    javaScriptEnabled: false,
    storageState: await ready.context().storageState(),
  });
  const page = await context.newPage();
  await page.goto("/fr/collect/disclosure/MC/all");
  await page.getByLabel(words.totals.confidential).check();
  await page.getByRole("button", { name: words.button }).click();
  await expect(page.getByRole("alert")).toContainText(troubleWords.fr["reason-missing"]);
  await page.getByRole("textbox", { name: words.reason }).fill("Secret statistique, loi de 2026");
  await page.getByRole("button", { name: words.button }).click();
  await expect(page.getByRole("status")).toHaveText(words.done(words.all));
  // What is declared here would hide figures in the release of another journey.
  await page.goto("/fr/collect/disclosure/MC/all");
  await page.getByRole("button", { name: words.endButton }).click();
  await expect(page.getByRole("status")).toHaveText(words.ended(words.all));
  await context.close();
  expect(faults).toEqual([]);
});

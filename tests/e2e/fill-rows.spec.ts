import { fillPage } from "~/i18n/collect/fill-page";
import { collected, foot, openSection, saved } from "./support/filling";
import { focalPoint } from "./support/people";
import { expect, test } from "./support/test";

/* Open tables: rows are added, filled, kept over a reload, and taken out. */

test("a row is added, filled with a text and a figure, there after a reload, and taken out again", async ({
  signedIn,
}) => {
  const page = await signedIn(focalPoint("EE"));
  await openSection(page, { lang: "en", round: "2026-annual", country: "EE", section: "infections" });
  const table = page.locator('.fill-form [data-name="hcv_studies"]');
  await table.getByRole("button", { name: "Add a study" }).click();
  await table.getByRole("radio", { name: /part of the country/i }).check({ force: true });
  await table.locator('[data-name="hcv_studies_place"] input').fill("Tallinn and Narva");
  const tested = table.locator('[data-name="hcv_studies_tested"]').getByRole("textbox");
  await tested.click();
  await page.keyboard.type("1204 p");
  await page.keyboard.press("Enter");
  await saved(page);

  const held = async () =>
    Object.entries((await collected(page, "EE")).answers).filter(([path]) => path.startsWith("hcv_studies/"));
  await expect(async () => {
    const answers = new Map(await held());
    const ids = answers.get("hcv_studies/#rows")?.value as string[];
    expect(ids).toHaveLength(1);
    const at = `hcv_studies/${ids[0]}`;
    expect(answers.get(`${at}/hcv_studies_tested`)?.value).toEqual({ v: 1204, f: ["P"] });
    expect(answers.get(`${at}/hcv_studies_place`)?.value).toBe("Tallinn and Narva");
    expect([...answers.keys()].filter((path) => !path.startsWith(`${at}/`))).toEqual(["hcv_studies/#rows"]);
  }).toPass();

  await page.reload();
  await expect(table.locator('[data-name="hcv_studies_place"] input')).toHaveValue("Tallinn and Narva");
  await expect(tested).toHaveValue(/^1\s204$/);
  page.on("dialog", (dialog) => dialog.accept());
  await table.getByRole("button", { name: "Remove this study" }).click();
  await expect(foot(page)).toContainText(fillPage.en.foot.nothingWaiting);
  await expect(tested).toHaveCount(0);
  await expect(async () => {
    expect(new Map(await held()).get("hcv_studies/#rows")?.value).toEqual([]);
  }).toPass();
  await page.reload();
  await expect(table.getByRole("button", { name: "Add a study" })).toBeVisible();
  await expect(tested).toHaveCount(0);
});

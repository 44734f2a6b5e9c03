import { door } from "~/i18n/door/door";
import { enter, figure, foot, held, openTables, saved } from "./support/filling";
import { focalPoint, signIn } from "./support/people";
import { expect, test } from "./support/test";

/* One browser of a ministry, two people, one after the other. */

test("figures typed after a session ended outlive another person's visit, who is told nothing of them", async ({
  signedIn,
}) => {
  test.setTimeout(240_000);
  const page = await signedIn(focalPoint("NO"));
  await openTables(page, "NO");
  // Her session ends while she types.
  await page.context().clearCookies();
  await enter(figure(page, "Heroin", "First ever"), "211");
  await enter(figure(page, "Methadone, misused", "First ever"), "22");
  await expect(foot(page)).not.toContainText(/Saved \d/);

  await signIn(page, focalPoint("SE"));
  await page.goto("/en/collect");
  await page.locator("form[action$='/sign-out'] button").click();
  await expect(page.getByText(door.en.signIn.signedOut)).toBeVisible();
  await expect(page).toHaveURL(/\/en\/sign-in/);

  await signIn(page, focalPoint("NO"));
  await openTables(page, "NO");
  await expect(figure(page, "Heroin", "First ever")).toHaveValue("211");
  await saved(page);
  expect((await held(page, "NO", "tdi_drug/HER/FIRST"))?.value).toMatchObject({ v: 211 });
});

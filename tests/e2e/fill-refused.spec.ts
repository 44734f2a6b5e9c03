import { fillKept } from "~/i18n/collect/fill-kept";
import { fillPage } from "~/i18n/collect/fill-page";
import { foot, submitSection } from "./support/filling";
import { look } from "./support/look";
import { focalPoint } from "./support/people";
import { expect, test } from "./support/test";

/* A text the collection does not take: it is shown as typed until the person decides. */

test("a text typed into a section that was submitted meanwhile is shown in full over a reload", async ({
  signedIn,
}) => {
  const where = { lang: "en", round: "2026-annual", country: "MD", section: "students" } as const;
  const say = fillKept.en.kept;
  const [one, two] = [await signedIn(focalPoint("MD")), await signedIn(focalPoint("MD"))];
  // Left out in section 0, it asks for a reason and a comment only.
  await two.goto("/en/collect/2026-annual/MD/1?section=students");
  const comment = two.locator(".fill-form textarea:not([readonly])");
  await expect(comment).toBeVisible();
  await submitSection(one, where, "As in the years before");
  const narrative = `The survey moved to autumn.\n${"Fieldwork took longer than planned. ".repeat(12)}`.trim();
  await comment.fill(narrative);
  await expect(foot(two)).toContainText(fillPage.en.foot.refused(1));
  const kept = two.getByRole("region", { name: say.notTaken });
  await expect(kept.locator("blockquote")).toHaveText(narrative);
  await two.reload();
  await expect(kept.locator("blockquote")).toHaveText(narrative);
  await expect(kept).toContainText("somebody may have moved it meanwhile");
  await look(two, "fill, a text that is not taken");
  await two.context().grantPermissions(["clipboard-read", "clipboard-write"]);
  await kept.getByRole("button", { name: say.copy }).click();
  await expect(kept.getByRole("status")).toHaveText(say.copied);
  expect(await two.evaluate(() => navigator.clipboard.readText())).toBe(narrative);
  await kept.getByRole("button", { name: say.again }).click();
  await expect(foot(two)).toContainText(fillPage.en.foot.refused(1));
  await expect(kept.locator("blockquote")).toHaveText(narrative);
  await kept.getByRole("button", { name: say.giveUp }).click();
  await expect(kept).toHaveCount(0);
  await expect(foot(two)).not.toContainText(fillPage.en.foot.refused(1));
});

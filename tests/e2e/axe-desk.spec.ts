import type { Page } from "@playwright/test";
import { fillPage } from "~/i18n/collect/fill-page";
import { people } from "~/i18n/people/people";
import { review } from "~/i18n/review/review";
import { studioRound } from "~/i18n/studio/round";
import { studio } from "~/i18n/studio/studio";
import { faulty, handover } from "./support/handover";
import { look, visit } from "./support/look";
import { admin, editor, focalPoint, reviewer } from "./support/people";
import { expect, test } from "./support/test";

/*
 * Every kind of signed-in page and state: no axe violation, nothing of the page itself scrolls sideways at 320 px. Nothing
 * is written here. Two values of one figure are looked at in two-people.spec.ts, a release on its way in release.spec.ts,
 * what is public in public.spec.ts.
 */

test.describe.configure({ timeout: 240_000 });

/** Opens a section of France and waits until its questions stand. */
async function openFill(page: Page, section: string): Promise<void> {
  await page.goto(`/en/collect/2026-annual/FR/1?section=${section}`);
  await expect(page.locator(".fill-form input, .fill-form textarea").first()).toBeVisible();
}

test("a focal point's pages: home, submit, receipt, people, account, another country", async ({ signedIn }) => {
  const page = await signedIn(focalPoint("FR"));
  await visit(page, "/en/collect");
  await visit(page, "/fr/collect");
  await visit(page, "/en/collect/2026-annual/FR/1/submit");
  const receipt = await page.locator("a[href*='receipt/']").first().getAttribute("href");
  await visit(page, "/en/collect/2026-annual/FR/1/submit?section=deaths");
  await visit(page, new URL(receipt ?? "", "http://here/en/collect/2026-annual/FR/1/submit").pathname);
  await visit(page, "/en/people");
  await visit(page, "/en/people/invite");
  await page.getByLabel(people.en.address, { exact: true }).fill("nobody@nowhere");
  await page.getByLabel(people.en.name, { exact: true }).fill("Nobody");
  await page.getByLabel(people.en.organisation, { exact: true }).fill("Nowhere");
  await page.getByRole("button", { name: people.en.invite.send }).click();
  await expect(page.getByText(people.en.trouble.email).first()).toBeVisible();
  await look(page, "an invitation refused");
  await visit(page, "/en/account");
  await visit(page, "/en/collect/2026-annual/NO/1", 404);
});

test("the fill page: in progress with a figure in the drawer, come back with findings, only read", async ({
  signedIn,
}) => {
  const page = await signedIn(focalPoint("FR"));
  await openFill(page, "provision");
  await page.locator(".figure-cell input").first().click();
  await expect(page.locator("#figure-drawer")).toBeVisible();
  await look(page, "fill, a figure in the drawer");
  await openFill(page, "deaths");
  await expect(page.locator(".finding-title").first()).toBeVisible();
  await look(page, "fill, come back with findings");
  await openFill(page, "about");
  await expect(page.getByText(fillPage.en.page.readOnly.accepted)).toBeVisible();
  await look(page, "fill, only read");
});

test("a reviewer's pages: rounds, board, review with a reason open, accepted, releases", async ({ signedIn }) => {
  const page = await signedIn(reviewer);
  await visit(page, "/en/review");
  await visit(page, "/en/review/2026-annual");
  await page.goto("/en/review/2026-annual/GE/1/deaths");
  await page.locator("tr.figure-row").first().getByRole("checkbox").check();
  await page.getByLabel(review.en.reasonLabel).and(page.locator(":visible")).fill("Which register is this?");
  await look(page, "review with a reason open");
  await visit(page, "/fr/review/2026-annual/PT/1/emergencies");
  await visit(page, "/en/releases");
  await visit(page, "/en/releases/2026-1");
});

test("an editor's pages: questionnaires, publishing with problems and without, opening a round refused", async ({
  signedIn,
}) => {
  const page = await signedIn(editor);
  const words = studio.en.publish;
  await visit(page, "/en/studio");
  await visit(page, "/en/studio/publish");
  await page.getByLabel(words.paste).fill(faulty);
  await page.getByRole("button", { name: words.check }).click();
  await expect(page.locator(".studio-problems")).toBeVisible();
  await look(page, "publish with problems");
  await page.locator("summary", { hasText: words.paste }).click();
  await page.getByLabel(words.paste).fill(handover);
  await page.getByRole("button", { name: words.checkAgain }).click();
  await expect(page.locator("section[aria-labelledby=preview]")).toBeVisible();
  await look(page, "publish with a preview");
  await visit(page, "/en/studio/rounds/new");
  await page.goto("/fr/studio/rounds/new");
  await page.getByLabel(studio.fr.open.titleEn).fill("Once more");
  await page.getByLabel(studio.fr.open.titleFr).fill("Encore");
  await page.getByLabel(studio.fr.open.id).fill("not a name");
  await page.getByLabel(studio.fr.open.period, { exact: true }).fill("2025");
  for (const name of [studio.fr.open.opensAt, studio.fr.open.soft, studio.fr.open.hard])
    await page.getByLabel(name).fill("2026-12-01");
  await page.getByRole("button", { name: studio.fr.open.button }).click();
  await expect(page.getByText(studio.fr.open.troubleTitle)).toBeVisible();
  await look(page, "a round refused");
  // A round whose deadlines are not moved, and one that could be archived; nothing is written.
  await visit(page, "/en/studio/rounds/2025-annual");
  await expect(page.getByRole("button", { name: studioRound.en.archiveButton })).toBeVisible();
  await page.goto("/fr/studio/rounds/2026-annual");
  await page.getByLabel(studio.fr.open.soft).fill("2026-10-01");
  await page.getByRole("button", { name: studioRound.fr.move }).click();
  await expect(page.getByLabel(studioRound.fr.pastIsMeant)).toBeVisible();
  await look(page, "a deadline that is over, asked about");
});

test("an administrator's pages: people, one person, invitation, outbox, audit", async ({ signedIn }) => {
  const page = await signedIn(admin);
  await visit(page, "/en/people");
  await page.getByRole("link", { name: "Claire Aubry" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toContainText("Claire Aubry");
  await look(page, "one person");
  await visit(page, "/en/people/invite");
  await visit(page, "/fr/outbox");
  await visit(page, "/en/audit");
});

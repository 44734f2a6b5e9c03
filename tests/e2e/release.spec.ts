import type { Page } from "@playwright/test";
import { submit } from "~/i18n/collect/submit";
import { candidate } from "~/i18n/releases/candidate";
import { release as desk } from "~/i18n/releases/release";
import { review } from "~/i18n/review/review";
import { studio } from "~/i18n/studio/studio";
import { openSection, saved, submitSection } from "./support/filling";
import { faulty, handover, indicator } from "./support/handover";
import { look } from "./support/look";
import { editor, focalPoint, names, reviewer } from "./support/people";
import { expect, test } from "./support/test";

/*
 * What countries say becomes public: a questionnaire nobody foresaw and a corrected figure of an old round go through
 * review into one release, published by a second person. One after the other, since there is one candidate at a time.
 */

test.describe.configure({ mode: "serial", timeout: 300_000 });

const round = "2026-handover-1";
const day = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);

/** A text as a head shows it: the name of a release does not break at its hyphen. */
const shown = (text: string) => new RegExp(`^${text.replaceAll("-", "[-\u2011]")}$`);

/** Accepts a section on the review page. */
async function accept(page: Page, address: string, number: number, title?: string): Promise<void> {
  await page.goto(address);
  await page.getByRole("button", { name: review.en.accept(number, title) }).click();
  await expect(page.getByRole("status")).toContainText("is accepted");
}

test("an editor checks, publishes and asks a questionnaire with dimensions nobody foresaw", async ({ signedIn }) => {
  const page = await signedIn(editor);
  const words = studio.en;
  await page.goto("/en/studio");
  await page.getByRole("link", { name: words.publishNew }).click();
  await page.getByLabel(words.publish.paste).fill(faulty);
  await page.getByRole("button", { name: words.publish.check }).click();
  await expect(page.locator(".studio-problems")).toContainText("handed");
  // Which version it would be is not known of a text with faults.
  await expect(page.getByRole("button", { name: words.publish.title })).toHaveAttribute("aria-disabled", "true");

  await page.locator("summary", { hasText: words.publish.paste }).click();
  await page.getByLabel(words.publish.paste).fill(handover);
  await page.getByRole("button", { name: words.publish.checkAgain }).click();
  await expect(page.getByText(words.publish.none)).toBeVisible();
  await expect(page.getByRole("heading", { level: 1 })).toContainText("Kits handed over, version 1");
  for (const text of ["Kits by way, place and state", "Kits par mode, lieu et état"])
    await expect(page.locator("section[aria-labelledby=preview]")).toContainText(text);
  await page.getByRole("button", { name: words.publish.button("1") }).click();
  await expect(page.getByRole("status")).toContainText("Kits handed over, version 1");

  await page.getByRole("link", { name: words.openRound }).click();
  await page.getByLabel(words.open.versionLabel).selectOption("handover/1");
  await page.getByRole("button", { name: words.open.choose }).click();
  await page.waitForURL(/version=handover/);
  await page.getByLabel(words.open.titleEn).fill("Kits 2026");
  await page.getByLabel(words.open.titleFr).fill("Kits 2026");
  await page.getByLabel(words.open.id).fill(round);
  await page.getByLabel(words.open.period, { exact: true }).fill("2025");
  await page.getByLabel(words.open.opensAt).fill(day(-1));
  await page.getByLabel(words.open.soft).fill(day(10));
  await page.getByLabel(words.open.hard).fill(day(20));
  await page.getByRole("radio", { name: words.open.choose }).check();
  const choose = page.locator("summary", { hasText: words.open.choose });
  if (!(await page.getByRole("checkbox", { name: "Slovenia" }).isVisible())) await choose.click();
  for (const country of ["Slovenia", "Portugal"]) await page.getByRole("checkbox", { name: country }).check();
  await page.getByRole("button", { name: words.open.button }).click();
  await expect(page.getByRole("status")).toContainText("Kits 2026");
});

const answers = [
  {
    country: "SI",
    lang: "en",
    row: "Over the counter",
    column: "Harbours",
    tab: "Opened",
    sealed: "1234",
    opened: "56",
  },
  { country: "PT", lang: "fr", row: "Au comptoir", column: "Ports", tab: "Ouvert", sealed: "2 345", opened: "78" },
] as const;

test("two countries answer it, one in each language, and it is accepted", async ({ signedIn }) => {
  const review_ = await signedIn(reviewer);
  for (const { country, lang, row, column, tab, sealed, opened } of answers) {
    const page = await signedIn(focalPoint(country), lang);
    const where = { lang, round, country, section: "kits" };
    await page.goto(`/${lang}/collect`);
    await expect(page.getByText("Kits 2026").first()).toBeVisible();
    await openSection(page, where);
    const cell = page.getByRole("textbox", { name: new RegExp(`^${row}, ${column}`) });
    await cell.click();
    await cell.fill(sealed);
    await cell.press("Enter");
    await page.getByRole("tab", { name: tab }).click();
    await cell.click();
    await cell.fill(opened);
    await cell.press("Enter");
    await saved(page);
    await submitSection(page, where, lang === "fr" ? "Première année." : "First year.");
    await accept(review_, `/en/review/${round}/${country}/1/kits`, 0, "Kits");
  }
});

test("a country corrects an accepted figure of a closed round, and the correction is accepted", async ({
  signedIn,
}) => {
  const page = await signedIn(focalPoint("MT"));
  const where = { lang: "en", round: "2025-annual", country: "MT", section: "provision" } as const;
  await page.goto("/en/collect/2025-annual/MT/1/submit?section=provision");
  await page.getByRole("button", { name: submit.en.correct }).click();
  await page.waitForURL(/\/MT\/1\?section=provision$/);
  await openSection(page, where);
  const field = page.getByRole("textbox", { name: /^People in opioid agonist treatment, all/ });
  await field.click();
  await field.fill("2051");
  await field.press("Enter");
  await saved(page);
  await submitSection(page, where, "Four people were counted late.");
  await accept(await signedIn(reviewer), "/en/review/2025-annual/MT/1/provision", 5);
});

test("one person prepares a release, another publishes it, and what was said is public", async ({ signedIn, page }) => {
  const preparer = await signedIn(editor);
  await preparer.goto("/en/releases");
  const start = preparer.getByRole("link", { name: /^Prepare \d{4}-\d+$/ });
  const id = ((await start.textContent()) ?? "").replace("Prepare ", "").trim();
  await start.click();
  await preparer.getByRole("button", { name: desk.en.prepareNext(id) }).click();
  await preparer.waitForURL(new RegExp(`/releases/${id}`), { timeout: 120_000 });
  await expect(preparer.getByRole("heading", { level: 1 })).toHaveText(shown(candidate.en.prepared(id)));
  // The page says how far the plan is and shows it when it is made.
  await expect(preparer.getByText("Prepared by")).toBeVisible({ timeout: 120_000 });
  await look(preparer, "a release prepared");
  // She prepared it: no button for her, but who may.
  await expect(preparer.getByRole("button", { name: candidate.en.publish(id) })).toHaveCount(0);
  await expect(preparer.getByText(candidate.en.notYou)).toBeVisible();
  await expect(preparer.locator(".release-people")).toContainText(names[reviewer.email] ?? "");
  // Nothing of it is public yet.
  expect((await page.goto(`/en/indicators/${indicator}`))?.status()).toBe(404);

  const publisher = await signedIn(reviewer, "fr");
  await publisher.goto(`/fr/releases/${id}`);
  await expect(publisher.getByText(candidate.fr.youMay(names[editor.email] ?? ""))).toBeVisible({ timeout: 120_000 });
  const name = publisher.getByLabel(desk.fr.typeName);
  await name.fill("2026-9");
  await publisher.getByRole("button", { name: candidate.fr.publish(id) }).click();
  await expect(publisher.getByRole("alert")).toContainText(desk.fr.wrongName(id));
  await name.fill(id);
  await publisher.getByRole("button", { name: candidate.fr.publish(id) }).click();
  await expect(publisher.getByRole("heading", { level: 1 })).toHaveText(shown(desk.fr.publishedTitle(id)), {
    timeout: 120_000,
  });

  await look(publisher, "a release just published");

  // The indicator nobody foresaw stands on a page of its own, in both languages, with its codes as choices.
  for (const { lang, lists } of [
    { lang: "en", lists: ["Way of handing over", "Place of handing over", "State of the kit"] },
    { lang: "fr", lists: ["Mode de remise", "Lieu de remise", "État du kit"] },
  ]) {
    await page.goto(`/${lang}/indicators/${indicator}?view=table`);
    await expect(page.getByRole("heading", { level: 1 })).toContainText(
      lang === "en" ? "Test kits handed over" : "Kits d’analyse remis",
    );
    for (const list of lists) await expect(page.getByText(list).first()).toBeVisible();
    // Both states are told by as many countries: the one with the larger figures comes first.
    await expect(page.locator(".by-year")).toContainText(/1\s234/);
    await expect(page.locator(".by-year")).toContainText(/2\s345/);
    await page.getByLabel(lists[2]!, { exact: true }).selectOption("OPENED");
    for (const figure of ["56", "78"])
      await expect(page.locator(".by-year").getByText(figure, { exact: true })).toBeVisible();
  }
  await page.goto(`/en/indicators/${indicator}?view=trend`);
  await expect(page.locator(".trend")).toBeVisible();
  const kits = await page.request.get(`/api/v1/data/${indicator}.csv`);
  expect(await kits.text()).toMatch(/1234/);

  // The corrected figure stands where the old one stood, and its passport says how it came.
  await page.goto("/en/indicators/DEM-OAT?view=table&countries=MT&groups=");
  const figure = page.locator(".by-year").getByRole("link", { name: /2\s?051/ });
  await expect(figure).toBeVisible();
  const passport = (await figure.getAttribute("href")) ?? "";
  await figure.click();
  await expect(page.getByRole("heading", { level: 1 })).toContainText("Malta");
  const main = page.getByRole("main");
  await expect(main).toContainText(/2\s047/);
  await expect(main).toContainText("2026-1");
  await expect(main).toContainText("Annual 2025");
  await expect(main).toContainText("People in opioid agonist treatment, all (persons)");
  await expect(main).toContainText("Personnes sous traitement agoniste opioïde, ensemble (en personnes)");
  await expect(main).toContainText(/version 1/i);
  await page.goto(passport.replace("/en/", "/fr/"));
  await expect(page.getByRole("heading", { level: 1 })).toContainText("Malte");
  await expect(page.getByRole("main")).toContainText(/2\s047/);
  const csv = await (await page.request.get("/api/v1/data/DEM-OAT.csv?countries=MT&from=2024&to=2024")).text();
  expect(csv.split("\r\n").filter((line) => line.includes("2051"))).toHaveLength(1);
});

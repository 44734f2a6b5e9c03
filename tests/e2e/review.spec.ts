import { fillFigure } from "~/i18n/collect/fill-figure";
import { receipt as receiptWords } from "~/i18n/collect/receipt";
import { submit } from "~/i18n/collect/submit";
import { submitWords } from "~/i18n/collect/submit-words";
import { publicTextWords } from "~/i18n/review/public-texts";
import { review as reviewWords } from "~/i18n/review/review";
import { openSection, saved, submitSection } from "./support/filling";
import { look } from "./support/look";
import { focalPoint, reviewer } from "./support/people";
import { expect, test } from "./support/test";

/* A section goes out with a warning explained, comes back with a reason on one figure, is corrected and accepted. */

const journeys = [
  {
    lang: "en",
    country: "AT",
    name: "Austria",
    cannabis: /^Cannabis, /,
    cocaine: /^Cocaine, /,
    figure: "Give a reason on: Cannabis",
  },
  {
    lang: "fr",
    country: "CZ",
    name: "Tchéquie",
    cannabis: /^Cannabis, /,
    cocaine: /^Cocaïne, /,
    figure: /^Donner un motif sur\s?: .*Cannabis/,
  },
] as const;

for (const { lang, country, cannabis } of journeys) {
  test(`a section is submitted, returned with a reason, corrected and accepted, in ${lang}`, async ({ signedIn }) => {
    test.setTimeout(300_000);
    const where = { lang, round: "2026-annual", country, section: "emergencies" };
    const review = `/${lang}/review/2026-annual/${country}/1/emergencies`;
    const words = reviewWords[lang];
    const said = submitWords[lang].returned;

    // The country types a figure three times as large as a year ago and says why.
    const country_ = await signedIn(focalPoint(country), lang);
    await openSection(country_, where);
    const cell = country_
      .locator('[data-name="poison_calls"], #poison_calls')
      .getByRole("textbox", { name: cannabis })
      .or(country_.getByRole("textbox", { name: cannabis }))
      .last();
    await cell.click();
    await cell.fill("3000");
    await cell.press("Enter");
    await saved(country_);
    await country_
      .getByRole("link", {
        name: submit[lang].submitOne(8),
      })
      .click();
    await expect(country_.getByRole("heading", { level: 1 })).toContainText("8");
    await country_.locator("button[value=submit]").click();
    await expect(country_.locator(".hold-summary")).toBeFocused();
    await expect(
      country_.getByRole("heading", { name: submit[lang].wasNotSubmitted(submit[lang].sectionNumber(8)) }),
    ).toBeVisible();
    await submitSection(
      country_,
      where,
      lang === "fr" ? "Le centre répond désormais la nuit." : "The centre now answers at night.",
    );

    // The receipt opens, names its reference, and prints.
    const reference = country_.url().split("/").at(-1) ?? "";
    await expect(country_.getByText(reference, { exact: true })).toBeVisible();
    await country_.evaluate(() => {
      window.print = () => document.documentElement.setAttribute("data-printed", "yes");
    });
    await country_.getByRole("button", { name: receiptWords[lang].print }).click();
    await expect(country_.locator("html[data-printed=yes]")).toHaveCount(1);
    await country_.emulateMedia({ media: "print" });
    await expect(country_.getByText(reference, { exact: true })).toBeVisible();
    await expect(country_.getByRole("navigation")).toHaveCount(0);
    await country_.emulateMedia({ media: null });

    // The reviewer returns it with a reason on that figure.
    const desk = await signedIn(reviewer, lang);
    await desk.goto(review);
    const row = desk
      .locator("tr.figure-row")
      .filter({ hasText: "Cannabis" })
      .filter({ hasText: /3\s?000/ });
    await expect(row).toContainText(
      lang === "fr" ? "Le centre répond désormais la nuit." : "The centre now answers at night.",
    );
    await row.getByRole("checkbox").check();
    await desk
      .getByLabel(words.reasonLabel)
      .and(desk.locator(":visible"))
      .fill(lang === "fr" ? "Cela comprend-il les appels des soignants ?" : "Does it include calls of nurses?");
    // Kept, it stands in its place; nothing jumps.
    const before = await desk.evaluate(() => window.scrollY);
    await desk.getByRole("button", { name: words.keep }).and(desk.locator(":visible")).click();
    await expect(desk.getByRole("button", { name: words.changeReason })).toBeFocused();
    await expect(desk.locator(".reason-said[aria-live]").filter({ hasText: words.kept })).toBeVisible();
    expect(await desk.evaluate(() => window.scrollY)).toBe(before);
    // One on the whole section asks for words.
    await desk.getByRole("checkbox", { name: words.wholeSection }).check();
    await desk
      .getByLabel(words.sectionReasonLabel)
      .and(desk.locator(":visible"))
      .fill(lang === "fr" ? "Nommez le registre." : "Name the register.");
    await desk.getByRole("button", { name: words.returnWith(2) }).click();
    await expect(desk.getByRole("status")).toContainText(lang === "fr" ? "renvoyée" : "returned");

    // The country sees what came back, goes to the figure, corrects it and submits again.
    await country_.goto(`/${lang}/collect`);
    const back = country_
      .locator(".collect-back li")
      .filter({ hasText: lang === "fr" ? "appels des soignants" : "calls of nurses" });
    await back.getByRole("link").first().click();
    await expect(country_.getByText(lang === "fr" ? /appels des soignants/ : /calls of nurses/).first()).toBeVisible();
    // Sent back as it is, it is held: each reason wants an answer or another figure.
    await country_.goto(`/${lang}/collect/2026-annual/${country}/1/submit?section=emergencies`);
    await country_.locator("button[value=submit]").click();
    await expect(country_.locator(".hold-summary")).toBeFocused();
    await expect(country_.locator(".hold-summary li").filter({ hasText: said.needs })).toHaveCount(1);
    await expect(country_.locator(".hold-summary li").filter({ hasText: said.needsWords })).toHaveCount(2);
    await country_
      .locator(".returned-reason")
      .filter({ hasText: words.onWholeSection })
      .getByRole("textbox")
      .fill(lang === "fr" ? "Registre national." : "The national register.");
    await country_.locator("button[value=keep]").click();
    await expect(country_.getByText(said.state.answered, { exact: true })).toBeVisible();
    if (lang === "en") await look(country_, "a section that came back, one reason answered");
    await openSection(country_, where);
    // The very figure the reason stands on: the same words name others too.
    await cell.click();
    await cell.fill("2900");
    await cell.press("Enter");
    await saved(country_);
    const note = lang === "fr" ? "Vérifié avec Luc au centre." : "Checked with Luc at the centre.";
    await cell.click();
    const noteField = country_.locator("#figure-drawer").getByLabel(fillFigure[lang].drawer.note);
    await noteField.fill(note);
    await noteField.press("Tab");
    await saved(country_);
    await country_.goto(`/${lang}/collect/2026-annual/${country}/1/submit?section=emergencies`);
    await expect(country_.getByText(said.state.corrected, { exact: true })).toBeVisible();
    await submitSection(
      country_,
      where,
      lang === "fr" ? "Sans ces appels, et la nuit comprise." : "Without them, and with the nights.",
    );

    // The reviewer sees the new figure, holds the note back, which stays between the two, and accepts.
    await desk.goto(review);
    const answered = desk.locator(".review-answered li");
    await expect(answered.filter({ hasText: words.answered.state.corrected })).toContainText(/3\s?000.*2\s?900/);
    await expect(answered.filter({ hasText: words.answered.state.answered })).toContainText(
      lang === "fr" ? "Registre national." : "The national register.",
    );
    if (lang === "en") await look(desk, "the review of a section that came back");
    await expect(
      desk
        .locator("tr.figure-row")
        .filter({ hasText: "Cannabis" })
        .filter({ hasText: /2\s?900/ }),
    ).toBeVisible();
    const texts = publicTextWords[lang];
    const list = desk.getByRole("region", { name: texts.title });
    // Nothing is ticked beforehand; one key ticks all.
    await expect(desk.getByText(texts.becomePublic(0, 1))).toBeVisible();
    await list.getByRole("checkbox", { name: note }).press("t");
    await expect(desk.getByText(texts.becomePublic(1, 1))).toBeVisible();
    await list.getByRole("checkbox", { name: note }).uncheck();
    await expect(desk.getByText(texts.becomePublic(0, 1))).toBeVisible();
    // Looked at anew, it is still held back.
    await desk.reload();
    await expect(list.getByRole("checkbox", { name: note })).not.toBeChecked();
    await desk.getByRole("button", { name: words.accept(8) }).click();
    await expect(desk.getByRole("status")).toContainText(lang === "fr" ? "acceptée" : "is accepted");
    await expect(list).toHaveCount(0);
    await expect(desk.locator(".section-events li").first()).toContainText(texts.released(0, 0));
    await country_.goto(`/${lang}/collect/2026-annual/${country}/1?section=emergencies`);
    await expect(country_.getByRole("textbox", { name: cannabis }).first()).not.toBeEditable();
  });
}

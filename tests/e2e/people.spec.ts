import type { Page } from "@playwright/test";
import { door } from "~/i18n/door/door";
import { people } from "~/i18n/people/people";
import { shell } from "~/i18n/shell";
import { look } from "./support/look";
import { admin, focalPoint, signIn } from "./support/people";
import { expect, test } from "./support/test";

/* From an invitation to the sections of a colleague, on an installation without a mail server. */

const journeys = [
  { lang: "en", country: "SE", section: "Market" },
  { lang: "fr", country: "IE", section: "Marché" },
] as const;

/** The address of the link in the text a person is given to hand over. */
async function linkTo(page: Page): Promise<string> {
  const link = /https?:\/\/\S+/.exec((await page.locator("pre").textContent()) ?? "")?.[0] ?? "";
  return new URL(link).pathname;
}

for (const { lang, country, section } of journeys) {
  test(`a colleague is invited, opens the link, sets a password and sees her sections only, in ${lang}`, async ({
    signedIn,
    page,
  }) => {
    test.setTimeout(300_000);
    const words = people[lang];
    const email = `colleague.${lang}@${country.toLowerCase()}.example`;
    const focal = await signedIn(focalPoint(country), lang);
    await focal.goto(`/${lang}/people/invite`);
    await focal.getByLabel(words.address, { exact: true }).fill(email);
    await focal.getByLabel(words.name, { exact: true }).fill("Maja Lund");
    await focal.getByLabel(words.organisation, { exact: true }).fill("Prison service");
    // Sections are chosen of one round at a time.
    const round = focal.getByRole("group").filter({ hasText: lang === "fr" ? "Annuelle 2026" : "Annual 2026" });
    await round.getByRole("radio").check();
    await expect(focal.getByRole("checkbox", { name: new RegExp(section, "i") })).toHaveCount(1);
    await round.getByRole("checkbox", { name: new RegExp(section, "i") }).check();
    await focal.getByRole("button", { name: words.invite.send }).click();
    await expect(focal.getByText(email).first()).toBeVisible();

    // The mail waits in the outbox, where an administrator reads no link of it; who wrote it hands it over.
    const desk = await signedIn(admin, lang);
    await desk.goto(`/${lang}/outbox`);
    const row = desk.getByRole("row").filter({ hasText: email });
    await expect(row).toContainText(words.outbox.personal);
    await expect(row.locator("pre")).toHaveCount(0);
    // A scanner may open the link as often as it likes.
    const address = await linkTo(focal);
    for (let time = 0; time < 2; time++) {
      expect((await page.goto(address))?.status()).toBe(200);
      await expect(page.getByRole("heading", { level: 1 })).toHaveText(door[lang].invite.title);
    }
    await expect(page.locator(".door-facts")).toContainText(new RegExp(section, "i"));
    if (lang === "en") await look(page, "an invitation opened");
    await page.getByLabel(door[lang].invite.password).fill("short");
    await page.getByRole("button", { name: door[lang].invite.open }).click();
    await expect(page.getByText(door[lang].password.trouble.short)).toBeVisible();
    if (lang === "en") await look(page, "an invitation with a short password");
    await page.getByLabel(door[lang].invite.password).fill("river lantern copper 42");
    await page.getByRole("button", { name: door[lang].invite.open }).click();
    await page.waitForURL(/\/collect/);

    // The link is spent.
    expect((await page.goto(address))?.status()).toBeGreaterThanOrEqual(400);

    // Signed out, the wrong password says nothing about the account; the right one lets her in.
    await page.goto(`/${lang}/collect`);
    await page.locator("form[action$='/sign-out'] button").click();
    await expect(page.getByText(door[lang].signIn.signedOut)).toBeVisible();
    if (lang === "en") await look(page, "signed out");
    await page.getByLabel(door[lang].signIn.email).fill(email);
    await page.getByLabel(door[lang].signIn.password, { exact: true }).fill("river lantern copper 43");
    await page.getByRole("button", { name: door[lang].signIn.button, exact: true }).first().click();
    await expect(page.getByRole("alert")).toContainText(door[lang].signIn.refused);
    await signIn(page, { email, password: "river lantern copper 42" }, lang);

    // Her section can be typed in, another one only read.
    await page.goto(`/${lang}/collect/2026-annual/${country}/1?section=market`);
    await expect(page.locator(".fill-form input").first()).toBeEditable();
    await page.goto(`/${lang}/collect/2026-annual/${country}/1?section=seizures`);
    await expect(page.locator(".fill-form input[type=text]").first()).toBeVisible();
    await expect(page.locator(".fill-form input[type=text]").first()).not.toBeEditable();
    // A page that is not hers says so in the frame of the others: what it is for, who gives roles, where to go on.
    expect((await page.goto(`/${lang}/people/invite`))?.status()).toBe(403);
    await expect(page.getByRole("heading", { level: 1 })).toHaveText(shell[lang].error.notYours);
    await expect(page.getByRole("navigation", { name: shell[lang].menu })).toBeVisible();
    await expect(page.locator(".desk-fault")).toContainText(shell[lang].error.byAdmin);
    await expect(page.locator(".desk-fault").getByRole("link", { name: shell[lang].collect })).toBeVisible();
    if (lang === "en") await look(page, "a page that is not open to her role");
  });
}

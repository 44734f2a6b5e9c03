import { test as base, type Page, expect as plain } from "@playwright/test";
import { type Person, signIn } from "./people";

/** Patient, since journeys of several people share a small machine with their browsers; a step that passes costs nothing. */
export const expect = plain.configure({ timeout: 30_000 });

type Sign = {
  /** What went wrong in any page of the test: console errors, uncaught errors, policy violations. Empty at the end or the test fails. */
  faults: string[];
  /** A browser of her own, signed in by the form. */
  signedIn: (person: Person, lang?: "en" | "fr") => Promise<Page>;
};

/** The test of this folder: no page of it may have an error on its console, an uncaught error or a policy violation. */
export const test = base.extend<Sign>({
  faults: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the fixtures wanted from this pattern
    async ({}, use) => {
      const faults: string[] = [];
      await use(faults);
      expect(faults, "errors on the pages of this test").toEqual([]);
    },
    { auto: true },
  ],
  page: async ({ page, faults }, use) => {
    watch(page, faults);
    await use(page);
  },
  signedIn: async ({ browser, faults }, use) => {
    const opened: Page[] = [];
    await use(async (person, lang = "en") => {
      const page = await (await browser.newContext()).newPage();
      opened.push(page);
      watch(page, faults);
      await signIn(page, person, lang);
      return page;
    });
    for (const page of opened) await page.context().close();
  },
});

/** Gathers what a page says went wrong, with the address it went wrong at. */
export function watch(page: Page, faults: string[]): void {
  page.on("console", (message) => {
    if (message.type() !== "error") return;
    // The answer to a refused form or an address that is not there is a page; a missing script or picture is a fault.
    const isRefusal = /status of 4\d\d/.test(message.text()) && !message.location().url.includes("/assets/");
    if (!isRefusal) faults.push(`${page.url()}: ${message.text()}`);
  });
  page.on("pageerror", (error) => faults.push(`${page.url()}: ${error.stack ?? String(error)}`));
}

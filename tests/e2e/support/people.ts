import type { Page } from "@playwright/test";
import { demoPassword, demoPeople } from "~/domain/people/demo-people";
import { door } from "~/i18n/door/door";

export type Person = { email: string; password: string };

const byRole = (role: string): Person => {
  const found = demoPeople.find((person) => person.role === role && person.country === null);
  if (!found) throw new Error(`the demonstration has no ${role}`);
  return { email: found.email, password: demoPassword };
};

export const reviewer = byRole("reviewer");
export const editor = byRole("editor");
export const admin = byRole("admin");
export const names = Object.fromEntries(demoPeople.map(({ email, name }) => [email, name]));

/** A person of the demonstration by her name. */
export function personNamed(name: string): Person {
  const found = demoPeople.find((person) => person.name === name);
  if (!found) throw new Error(`the demonstration has no ${name}`);
  return { email: found.email, password: demoPassword };
}

/** The focal point of a country of the demonstration. */
export function focalPoint(country: string): Person {
  const named = demoPeople.find((person) => person.role === "focal-point" && person.country === country);
  return { email: named?.email ?? `focal.point@${country.toLowerCase()}.demo`, password: demoPassword };
}

/** Signs in by the form and waits until the page behind it is there. */
export async function signIn(page: Page, { email, password }: Person, lang: "en" | "fr" = "en"): Promise<void> {
  await page.goto(`/${lang}/sign-in`);
  const words = door[lang].signIn;
  await page.getByLabel(words.email).fill(email);
  await page.getByLabel(words.password, { exact: true }).fill(password);
  await page.getByRole("button", { name: words.button, exact: true }).first().click();
  await page.waitForURL((address) => !address.pathname.endsWith("/sign-in"));
}

import { door } from "~/i18n/door/door";
import { look, visit } from "./support/look";
import { expect, test } from "./support/test";

/* The door by axe and at 320 px; a link that works and the page after signing out are looked at in people.spec.ts. */

test("the door: sign-in, a refused one, forgotten password, a link that does not work, not found", async ({ page }) => {
  await visit(page, "/en/sign-in");
  await visit(page, "/fr/sign-in");
  await page.getByLabel(door.fr.signIn.email).fill("nobody@nowhere.example");
  await page.getByLabel(door.fr.signIn.password, { exact: true }).fill("not the password");
  await page.getByRole("button", { name: door.fr.signIn.button, exact: true }).first().click();
  await expect(page.getByRole("alert")).toBeVisible();
  await look(page, "sign-in refused");
  await visit(page, "/en/password");
  await visit(page, "/en/invite/this-link-does-not-work", 404);
  await visit(page, "/en/password/this-link-does-not-work", 404);
  await visit(page, "/en/nothing/here", 404);
});

import { Secret, TOTP } from "otpauth";
import { door } from "~/i18n/door/door";
import { factors } from "~/i18n/door/factors";
import { look } from "./support/look";
import { focalPoint } from "./support/people";
import { expect, test } from "./support/test";

/* A second factor from the first press to the next sign-in: an app with real codes, a passkey of a virtual device. */

/** The code an app shows so many time steps ago. */
const code = (secret: string, ago = 0) =>
  new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp: Date.now() - ago * 30_000 });

test("an app is set up by its secret, signs in with its code, and a recovery code stands in for it", async ({
  signedIn,
}) => {
  test.setTimeout(300_000);
  const person = focalPoint("HR");
  const words = factors.en;
  const page = await signedIn(person);
  await page.goto("/en/account");
  await page.getByRole("link", { name: door.en.account.factorsChange }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(words.own.title);
  await look(page, "no second factor");
  await page.getByRole("button", { name: words.own.appSetUp }).click();
  await expect(page.getByRole("img", { name: words.setUp.picture })).toBeVisible();
  await look(page, "an app is set up");
  const secret = ((await page.locator(".factor-secret").textContent()) ?? "").replaceAll(" ", "");
  await page.getByLabel(words.setUp.code).fill("000000");
  await page.getByRole("button", { name: words.setUp.confirm }).click();
  await expect(page.getByText(words.setUp.wrong)).toBeVisible();
  await look(page, "a wrong first code");
  // The code before the present one: it counts too, and leaves the present one for the sign-in.
  await page.getByLabel(words.setUp.code).fill(code(secret, 1));
  await page.getByRole("button", { name: words.setUp.confirm }).click();
  await expect(page.getByText(words.own.done.added)).toBeVisible();
  await look(page, "an app in use");
  await page.getByRole("button", { name: words.own.codesFirst }).click();
  await expect(page.getByRole("listitem")).toHaveCount(10);
  await look(page, "recovery codes");
  const recovery = (await page.locator(".factor-codes code").first().textContent()) ?? "";
  await page.getByRole("link", { name: words.kept.go }).click();
  await expect(page.getByText(words.own.codesLeft(10))).toBeVisible();

  const givePassword = async () => {
    await page.context().clearCookies();
    await page.goto("/en/sign-in?returnTo=%2Fen%2Faccount");
    await page.getByLabel(door.en.signIn.email).fill(person.email);
    await page.getByLabel(door.en.signIn.password, { exact: true }).fill(person.password);
    await page.getByRole("button", { name: door.en.signIn.button, exact: true }).first().click();
    await expect(page.getByRole("heading", { level: 1 })).toHaveText(words.step.title);
  };
  await givePassword();
  await look(page, "the second step");
  await page.getByLabel(words.proof.code).fill("000000");
  await page.getByRole("button", { name: words.step.button }).click();
  await expect(page.getByRole("alert")).toContainText(words.proof.trouble);
  await look(page, "a wrong code");
  // Nothing else opens meanwhile.
  await page.goto("/en/collect");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(words.step.title);
  await page.getByLabel(words.proof.code).fill(code(secret));
  await page.getByRole("button", { name: words.step.button }).click();
  await page.waitForURL(/\/en\/collect/);

  await givePassword();
  await page.getByText(words.proof.recovery).click();
  await page.getByLabel(words.proof.recoveryCode).fill(recovery.toLowerCase());
  await look(page, "a recovery code");
  await page.getByRole("button", { name: words.step.button }).click();
  await page.waitForURL(/\/en\/account/);
});

test("a passkey is added by a device that verifies its user, signs in without a password, and is removed, in French", async ({
  signedIn,
}) => {
  test.setTimeout(300_000);
  const words = factors.fr;
  const page = await signedIn(focalPoint("GR"), "fr");
  const device = await page.context().newCDPSession(page);
  await device.send("WebAuthn.enable");
  const { authenticatorId } = await device.send("WebAuthn.addVirtualAuthenticator", {
    options: {
      ...{ protocol: "ctap2", transport: "internal", hasResidentKey: true, hasUserVerification: true },
      ...{ isUserVerified: true, automaticPresenceSimulation: true },
    },
  });
  await page.goto("/fr/second-factor");
  await page.getByLabel(words.own.name).fill("Portable du bureau");
  await page.getByRole("button", { name: words.own.add }).click();
  await expect(page.getByText(words.own.done.added)).toBeVisible();
  await expect(page.getByRole("listitem").filter({ hasText: "Portable du bureau" })).toContainText(words.own.never);
  await look(page, "a passkey");

  await page.context().clearCookies();
  await page.goto("/fr/sign-in");
  await page.getByRole("button", { name: door.fr.signIn.passkey }).click();
  await page.waitForURL(/\/fr\/collect/);

  // With the password it is the second step, by the same passkey; a device that does not verify its user is refused.
  await page.context().clearCookies();
  await page.goto("/fr/sign-in");
  await page.getByLabel(door.fr.signIn.email).fill(focalPoint("GR").email);
  await page.getByLabel(door.fr.signIn.password, { exact: true }).fill(focalPoint("GR").password);
  await page.getByRole("button", { name: door.fr.signIn.button, exact: true }).first().click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(words.step.title);
  await look(page, "the second step by a passkey");
  await device.send("WebAuthn.setUserVerified", { authenticatorId, isUserVerified: false });
  await page.getByRole("button", { name: words.proof.passkey }).click();
  await expect(page.getByText(words.proof.passkeyFailed)).toBeVisible();
  await device.send("WebAuthn.setUserVerified", { authenticatorId, isUserVerified: true });
  await page.getByRole("button", { name: words.proof.passkey }).click();
  await page.waitForURL(/\/fr\/collect/);

  await page.goto("/fr/second-factor");
  await page.getByRole("button", { name: words.own.removeOf("Portable du bureau") }).click();
  await expect(page.getByText(words.own.done.removed)).toBeVisible();
  await expect(page.getByText(words.own.noPasskeys)).toBeVisible();
});

/** Second factors: set up, sign in with them, and remove them. */

import type { Page } from "@playwright/test";
import { generate } from "otplib";
import { ageProofs, expect, forgetCookies, STORY_PASSWORD, signUp, test } from "./story";

const later = (steps: number) => Math.floor(Date.now() / 1000) + steps * 30;

test.describe("authenticator app", () => {
  test.use({ expectedErrors: /401/ });

  test("is set up, then asked for at sign-in; a recovery code stands in for it", async ({ page, context }) => {
    const email = await signUp(page);
    await page.goto("/account/security");
    await page.getByRole("button", { name: "Set up authenticator app" }).click();
    const dialog = page.getByRole("dialog");
    await expect(dialog.getByRole("img", { name: "QR code for the authenticator app" })).toBeVisible();
    const secret = ((await dialog.getByText(/^([A-Z2-7]{4} ?){8}$/).textContent()) ?? "").replaceAll(" ", "");
    await dialog.getByLabel("Code").fill(await generate({ secret, epoch: later(0) }));
    await dialog.getByRole("button", { name: "Turn on" }).click();
    const codes = page.getByRole("list", { name: "Recovery codes" }).getByRole("listitem");
    await expect(codes).toHaveCount(10);
    const [recoveryCode = ""] = await codes.allTextContents();
    await page.getByRole("button", { name: "I've saved them" }).click();
    await expect(page.getByText("10 codes left")).toBeVisible();

    await forgetCookies(page);
    const firstStep = async () => {
      await page.goto("/sign-in?callbackUrl=/account/security");
      await page.getByLabel("Email").fill(email);
      await page.getByLabel("Password").fill(STORY_PASSWORD);
      await page.getByRole("button", { name: "Sign in" }).click();
    };
    const signIn = async (code: string, isPrivate = false) => {
      await firstStep();
      await expect(page.getByRole("heading", { level: 1 })).toHaveText(["One more step"]);
      await expect(page.getByLabel("Code")).toBeFocused();
      await page.getByLabel("Code").fill("000000");
      await page.getByRole("button", { name: "Continue" }).click();
      await expect(page.getByLabel("Code")).toHaveAccessibleDescription(/wrong/);
      await page.reload(); // the sign-in still waits
      await page.getByLabel("Code").fill(code);
      if (isPrivate) await page.getByRole("checkbox", { name: /private device/ }).check();
      await page.getByRole("button", { name: "Continue" }).click();
      await expect(page.getByRole("heading", { level: 1, name: "Security" })).toBeVisible();
    };
    await signIn(await generate({ secret, epoch: later(1) }));
    await forgetCookies(page);
    await signIn(recoveryCode, true);
    await expect(page.getByText("9 codes left")).toBeVisible();

    // The session ends, and the private device stays.
    await expect(page.getByText("Private device")).toBeVisible();
    const [session] = (await context.cookies()).filter(({ name }) => name.includes("session"));
    await forgetCookies(page, { name: session?.name });
    await firstStep();
    await expect(page.getByRole("heading", { level: 1, name: "Security" })).toBeVisible();

    await page.getByRole("button", { name: "Remove Authenticator app" }).click();
    await page.getByRole("alertdialog").getByRole("button", { name: "Remove app" }).click();
    await expect(page.getByText("Your password alone signs you in.")).toBeVisible();
  });
});

/** A platform authenticator without a screen, for the pages of this browser (WebDriver, WebAuthn extension). */
async function addAuthenticator(page: Page) {
  const session = await page.context().newCDPSession(page);
  await session.send("WebAuthn.enable");
  await session.send("WebAuthn.addVirtualAuthenticator", {
    options: {
      protocol: "ctap2",
      transport: "internal",
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true, // it chooses at once, also among the suggestions of a field
    },
  });
}

/** Turns the suggestions of the email field off, unless the sign-in leads to this page. */
const offerPasskeysOnTheWayTo = (page: Page, target: string) =>
  page.addInitScript((target) => {
    if (!window.PublicKeyCredential || window.location.search.includes(target)) return;
    window.PublicKeyCredential.isConditionalMediationAvailable = async () => false;
  }, target);

test.describe("passkey", () => {
  test.use({ expectedErrors: /401|403/ });

  test("is added and named, then signs in alone, by a suggestion, in the second step, as a proof", async ({ page }) => {
    await addAuthenticator(page);
    await offerPasskeysOnTheWayTo(page, "/account/tokens");
    const email = await signUp(page);
    await page.goto("/account/security");
    await page.getByRole("button", { name: "Add a passkey" }).click();
    await page.getByRole("button", { name: "I've saved them" }).click();
    await page.getByRole("button", { name: /^Rename Chrome on / }).click();
    await page.getByRole("dialog").getByLabel("Name").fill("Work laptop");
    await page.getByRole("button", { name: "Save name" }).click();
    await expect(page.getByRole("heading", { name: "Work laptop" })).toBeVisible();
    await page.goto("/account/sign-in-methods");
    const row = page.getByRole("listitem").filter({ has: page.getByRole("heading", { name: "Work laptop" }) });
    await expect(row).toContainText("Passkey");
    await row.getByRole("link", { name: "Manage" }).click();
    await expect(page.getByRole("heading", { name: "Two-step sign-in" })).toBeVisible();

    await forgetCookies(page);
    await page.goto("/sign-in?callbackUrl=/account/security");
    await expect(page.getByLabel("Email")).toHaveAttribute("autocomplete", "username webauthn");
    await page.getByRole("button", { name: "Use a passkey" }).click();
    await expect(page.getByRole("heading", { level: 1, name: "Security" })).toBeVisible();

    await forgetCookies(page);
    await page.goto("/sign-in?callbackUrl=/account/security");
    await page.getByLabel("Email").fill(email);
    await page.getByLabel("Password").fill(STORY_PASSWORD);
    await page.getByRole("button", { name: "Sign in" }).click();
    await expect(page.getByLabel("Recovery code")).toBeVisible();
    await page.getByRole("button", { name: "Use a passkey" }).click();
    await expect(page.getByRole("heading", { level: 1, name: "Security" })).toBeVisible();

    await forgetCookies(page);
    await page.goto("/sign-in?callbackUrl=/account/tokens");
    await expect(page.getByRole("heading", { level: 1, name: "Access tokens" })).toBeVisible();

    await page.goto("/account/security");
    await ageProofs(email);
    await page.getByRole("button", { name: "Remove Work laptop" }).click();
    await page.getByRole("alertdialog").getByRole("button", { name: "Remove passkey" }).click();
    const dialog = page.getByRole("dialog", { name: "Confirm it's you" });
    await dialog.getByRole("button", { name: "Use a passkey" }).click();
    await expect(page).toHaveURL(/\/sign-in\?callbackUrl=%2Faccount%2Fsecurity$/); // it began this session
  });
});

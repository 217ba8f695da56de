/** Signing in by a provider, in the browser: a real OpenID Connect provider over https, and a server with its settings. */
import { readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import type { Page } from "@playwright/test";
import { product } from "@/product";
import { startOidcProvider } from "../setup/oidc-provider";
import { hasOpenssl, makeCertificates } from "../setup/tls";
import { startSecondServer } from "./second-server";
import { expect, expectSignedOut, forgetCookies, STORY_PASSWORD, signUp, test } from "./story";

// biome-ignore lint/suspicious/noSkippedTests: with a reason
test.skip(!hasOpenssl, "openssl is not installed: the provider needs a certificate, because production has https only");
test.use({ ignoreHTTPSErrors: true, expectedErrors: /403|409/ });
test.describe.configure({ mode: "serial" }); // one provider and one server for all

let folder = "";
let provider: Awaited<ReturnType<typeof startOidcProvider>>;
let server: Awaited<ReturnType<typeof startSecondServer>>;
test.beforeAll(async () => {
  folder = makeCertificates();
  const [key, cert] = ["server.key", "server.crt"].map((name) => readFileSync(join(folder, name), "utf8"));
  provider = await startOidcProvider({ key: key ?? "", cert: cert ?? "" });
  server = await startSecondServer(undefined, {
    ...provider.settings,
    AUTH_OIDC_NAME: "Example",
    NODE_EXTRA_CA_CERTS: join(folder, "ca.crt"),
  });
  provider.redirectUris.add(`${server.origin}/api/auth/callback/oidc`);
});
test.afterAll(async () => {
  await server?.stop();
  provider?.stop();
  if (folder) rmSync(folder, { recursive: true });
});

/** A person at the provider. @returns the name of the button there */
function makePerson(claims: { email_verified?: boolean } = {}) {
  const sub = `person-${crypto.randomUUID()}`;
  provider.people.set(sub, { email: `${sub}@example.test`, email_verified: true, name: "Ada Person", ...claims });
  return sub;
}

/** Proves to be the user in the dialog that an act has opened: by signing in at the provider once more. */
async function confirmAtProvider(page: Page, sub: string) {
  const here = page.url();
  await page.getByRole("dialog").getByRole("button", { name: "Confirm with Example" }).click();
  await page.getByRole("button", { name: sub }).click();
  await expect(page).toHaveURL(here);
}

test("a new person signs in by a provider, and later sets a password and removes the provider", async ({ page }) => {
  const sub = makePerson();
  await page.goto(`${server.origin}/sign-in?callbackUrl=/account`);
  await page.getByRole("button", { name: "Continue with Example" }).click();
  await page.getByRole("button", { name: sub }).click();
  await expect(page).toHaveURL(`${server.origin}/account`);
  await expect(page.getByRole("heading", { level: 1, name: "Profile" })).toBeVisible();

  await page.goto(`${server.origin}/account/sign-in-methods`);
  const methods = page.getByRole("region", { name: "Your sign-in methods" });
  await expect(methods.getByText(`${sub}@example.test`)).toBeVisible();
  const removal = methods.getByRole("button", { name: "Remove Example" });
  const remove = async () => {
    await removal.click();
    await page.getByRole("button", { name: "Remove method" }).click();
  };
  await remove();
  await confirmAtProvider(page, sub);
  await remove();
  await expect(page.getByText("This is your only way to sign in")).toBeVisible();

  await methods.getByRole("link", { name: "Set a password" }).click();
  await page.getByLabel("New password").fill(STORY_PASSWORD);
  await page.getByRole("button", { name: "Set password" }).click();
  await expect(page.getByRole("button", { name: "Change password" })).toBeVisible();

  // The session that it began ends with it.
  await page.goto(`${server.origin}/account/sign-in-methods`);
  await remove();
  await expect(page).toHaveURL(`${server.origin}/sign-in?callbackUrl=%2Faccount%2Fsign-in-methods`);
  await page.getByLabel("Email").fill(`${sub}@example.test`);
  await page.getByLabel("Password").fill(STORY_PASSWORD);
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
  await expect(removal).toBeHidden();
  await expect(methods.getByRole("listitem")).toHaveText([/^Password/, /^Passkey/]);
});

test("a person without a password deletes the account", async ({ page }) => {
  const sub = makePerson();
  await page.goto(`${server.origin}/sign-up`);
  await page.getByRole("button", { name: "Continue with Example" }).click();
  await page.getByRole("button", { name: sub }).click();
  await expect(page).toHaveURL(`${server.origin}${product.landingPath}`);
  await page.goto(`${server.origin}/account/data`);
  const remove = async () => {
    await page.getByRole("button", { name: "Delete account" }).click();
    const dialog = page.getByRole("alertdialog");
    await dialog.getByLabel("to confirm").fill("delete my account");
    await dialog.getByRole("button", { name: "Delete account" }).click();
  };
  await remove();
  await confirmAtProvider(page, sub);
  await remove();
  await expect(page.getByText("Account deleted")).toBeVisible();
  await expectSignedOut(page);
});

test("cancelling at the provider, or an unverified address there, leads to what to do", async ({ page }) => {
  await page.goto(`${server.origin}/sign-in`);
  await page.getByRole("button", { name: "Continue with Example" }).click();
  await page.getByRole("button", { name: "Cancel" }).click();
  await expect(page.getByRole("main").getByRole("alert")).toContainText("Sign-in was cancelled");
  const sub = makePerson({ email_verified: false });
  await page.getByRole("button", { name: "Continue with Example" }).click();
  await page.getByRole("button", { name: sub }).click();
  await expect(page.getByRole("main").getByRole("alert")).toContainText("hasn't verified your email address");
});

test("a customer adds a provider as a method, and signs in by it afterwards", async ({ page }) => {
  const email = await signUp(page);
  const sub = makePerson({ email_verified: false });
  await page.goto(`${server.origin}/account/sign-in-methods`);
  await page.getByRole("button", { name: "Add Example" }).click();
  await page.getByRole("button", { name: sub }).click();
  await expect(page.getByText("You can sign in with Example from now on.")).toBeVisible();
  await forgetCookies(page, { domain: "localhost" });
  await page.goto(`${server.origin}/sign-in?callbackUrl=/account`);
  await page.getByRole("button", { name: "Continue with Example" }).click();
  await expect(page.getByText(email)).toBeVisible(); // still signed in at the provider
});

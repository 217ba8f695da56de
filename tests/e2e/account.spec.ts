import { expect, openAccountMenu, signIn, signUp, test } from "./story";

test("sign-out revokes the session: the page redirects and a copied cookie gets 401", async ({
  page,
  context,
  baseURL,
}) => {
  await signUp(page);
  await page.goto("/account/tokens");
  const copiedCookie = (await context.cookies()).map(({ name, value }) => `${name}=${value}`).join("; ");

  await openAccountMenu(page);
  await page.getByRole("menuitem", { name: "Sign out" }).click();
  await expect(page.getByRole("link", { name: "Sign in" }).first()).toBeVisible();

  await page.goto("/account/tokens");
  await expect(page).toHaveURL(/\/sign-in\?callbackUrl=%2Faccount%2Ftokens/);
  const response = await fetch(`${baseURL}/api/trpc/account.me`, { headers: { cookie: copiedCookie } });
  expect(response.status).toBe(401);
});

test("sign-in returns to the page that required it", async ({ page }) => {
  await page.goto("/admin/users?role=ADMIN");
  await expect(page).toHaveURL(/\/sign-in/);
  await page.getByLabel("Email").fill("admin@example.com");
  await page.getByLabel("Password").fill("roundtrip-demo");
  await page.getByRole("button", { name: "Sign in" }).click();
  await expect(page).toHaveURL(/\/admin\/users\?role=ADMIN$/);
});

// More variants of foreign URLs: tests/domain/redirect-path.test.ts.
test("sign-in does not redirect to another site", async ({ page, baseURL }) => {
  await page.goto(`/sign-in?callbackUrl=${encodeURIComponent("/\\evil.example")}`);
  await page.getByLabel("Email").fill("other@example.com");
  await page.getByLabel("Password").fill("roundtrip-demo");
  await page.getByRole("button", { name: "Sign in" }).click();
  await expect(page.getByRole("button", { name: "Account menu" })).toBeVisible();
  expect(new URL(page.url()).origin).toBe(baseURL);
});

test.describe("wrong password", () => {
  test.use({ expectedErrors: /401/ });

  test("shows the same error for known and unknown emails and keeps the input", async ({ page }) => {
    const messages: string[] = [];
    for (const email of ["customer@example.com", "nobody@example.com"]) {
      await page.goto("/sign-in");
      await page.getByLabel("Email").fill(email);
      await page.getByLabel("Password").fill("not the password");
      await page.getByRole("button", { name: "Sign in" }).click();
      const alert = page.getByRole("main").getByRole("alert");
      await expect(alert).toBeVisible();
      messages.push((await alert.textContent()) ?? "");
      await expect(page.getByLabel("Email")).toHaveValue(email);
    }
    expect(messages[0]).toBe(messages[1]);
  });
});

test("sign-in says so if the browser has lost the session cookie", async ({ page, context }) => {
  await page.route("**/api/auth/callback/credentials", async (route) => {
    const response = await route.fetch();
    await context.clearCookies();
    await route.fulfill({ response, headers: {} });
  });
  await page.goto("/sign-in");
  await page.getByLabel("Email").fill("customer@example.com");
  await page.getByLabel("Password").fill("roundtrip-demo");
  await page.getByRole("button", { name: "Sign in" }).click();
  await expect(page.getByRole("main").getByRole("alert")).toContainText(
    "You're not signed in: the session cookie was lost.",
  );
});

test.describe("too many sign-in attempts", () => {
  test.use({ expectedErrors: /401|429/ });

  test("show a rate-limit error and keep the input", async ({ page }) => {
    await page.goto("/sign-in");
    await page.getByLabel("Email").fill("nobody@example.com");
    await page.getByLabel("Password").fill("not the password");
    const alert = page.getByRole("main").getByRole("alert");
    for (let attempt = 0; attempt < 11; attempt++) {
      const response = page.waitForResponse("**/api/auth/callback/credentials");
      await page.getByRole("button", { name: "Sign in" }).click();
      await response;
      await expect(alert).toBeVisible();
    }
    await expect(alert).toContainText("Too many attempts");
    await expect(page.getByLabel("Password")).toHaveValue("not the password");
  });
});

test("sign-up shows errors at the fields and focuses the first one", async ({ page }) => {
  await page.goto("/sign-up");
  await page.getByLabel("Name").fill("Ann");
  await page.getByLabel("Email").fill("not an address");
  await page.getByLabel("Password").fill("short");
  await page.getByRole("button", { name: "Create account" }).click();
  await expect(page.getByLabel("Email")).toBeFocused();
  await expect(page.getByLabel("Email")).toHaveAccessibleDescription(/you@example\.com/);
  await expect(page.getByLabel("Password")).toHaveAccessibleDescription(/8 characters/);
  await expect(page.getByLabel("Name")).toHaveValue("Ann");
});

test.describe("sign-up with a registered email", () => {
  test.use({ expectedErrors: /409/ });

  test("shows the error at the email field", async ({ page }) => {
    await page.goto("/sign-up");
    await page.getByLabel("Name").fill("Robin");
    await page.getByLabel("Email").fill("Customer@Example.com");
    await page.getByLabel("Password").fill("a long password");
    await page.getByRole("button", { name: "Create account" }).click();
    await expect(page.getByLabel("Email")).toHaveAccessibleDescription(/already has an account/);
  });
});

test.describe("session revoked in another tab", () => {
  test.use({ expectedErrors: /401|ERR_FAILED/ });

  test("the next request redirects to sign-in, even without a change stream", async ({ page, context }) => {
    await signIn(page, "other@example.com");
    await page.route("**/api/trpc/change.onChange**", (route) => route.abort());
    await page.goto("/account");
    // Without a stream, pages ask again by themselves: here, only the click may be the next request.
    await page.route("**/api/trpc/**", (route) =>
      route.request().method() === "GET" ? route.abort() : route.continue(),
    );
    const other = await context.newPage();
    await other.goto("/");
    await openAccountMenu(other);
    await other.getByRole("menuitem", { name: "Sign out" }).click();
    await expect(other.getByRole("link", { name: "Sign in" }).first()).toBeVisible();
    await page.getByRole("button", { name: "Save name" }).click();
    await expect(page).toHaveURL(/\/sign-in/);
  });
});

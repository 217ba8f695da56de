import { expect, openAccountMenu, signIn, signUp, test } from "./story";

test("signing out ends access: in the page, with the back button, and for a copy of the cookie", async ({
  page,
  context,
  baseURL,
}) => {
  await signUp(page);
  await page.goto("/orders");
  const copy = (await context.cookies()).map(({ name, value }) => `${name}=${value}`).join("; ");

  await openAccountMenu(page);
  await page.getByRole("menuitem", { name: "Sign out" }).click();
  await expect(page.getByRole("link", { name: "Sign in" }).first()).toBeVisible();

  await page.goto("/orders");
  await expect(page).toHaveURL(/\/sign-in\?callbackUrl=%2Forders/);
  const response = await fetch(`${baseURL}/api/trpc/account.me`, { headers: { cookie: copy } });
  expect(response.status).toBe(401);
});

test("a customer who has to sign in comes back to where they wanted to go", async ({ page }) => {
  await page.goto("/orders?status=PLACED");
  await expect(page).toHaveURL(/\/sign-in/);
  await page.getByLabel("E-mail").fill("customer@example.com");
  await page.getByLabel("Password").fill("roundtrip-demo");
  await page.getByRole("button", { name: "Sign in" }).click();
  await expect(page).toHaveURL(/\/orders\?status=PLACED$/);
});

// The other ways of saying "elsewhere" are in tests/domain/own-path.test.ts.
test("signing in does not lead to another site", async ({ page, baseURL }) => {
  await page.goto(`/sign-in?callbackUrl=${encodeURIComponent("/\\evil.example")}`);
  await page.getByLabel("E-mail").fill("other@example.com");
  await page.getByLabel("Password").fill("roundtrip-demo");
  await page.getByRole("button", { name: "Sign in" }).click();
  await expect(page.getByRole("button", { name: "Account menu" })).toBeVisible();
  expect(new URL(page.url()).origin).toBe(baseURL);
});

test.describe("a wrong password", () => {
  test.use({ expectedErrors: /401/ });

  test("is told in words that do not say which accounts exist, and keeps what was typed", async ({ page }) => {
    const told: string[] = [];
    for (const email of ["customer@example.com", "nobody@example.com"]) {
      await page.goto("/sign-in");
      await page.getByLabel("E-mail").fill(email);
      await page.getByLabel("Password").fill("not the password");
      await page.getByRole("button", { name: "Sign in" }).click();
      const alert = page.getByRole("main").getByRole("alert");
      await expect(alert).toBeVisible();
      told.push((await alert.textContent()) ?? "");
      await expect(page.getByLabel("E-mail")).toHaveValue(email);
    }
    expect(told[0]).toBe(told[1]);
  });
});

test.describe("too many tries", () => {
  test.use({ expectedErrors: /401|429/ });

  test("are told as such, and what was typed stays", async ({ page }) => {
    await page.goto("/sign-in");
    await page.getByLabel("E-mail").fill("nobody@example.com");
    await page.getByLabel("Password").fill("not the password");
    const alert = page.getByRole("main").getByRole("alert");
    for (let time = 0; time < 11; time++) {
      const answered = page.waitForResponse("**/api/auth/callback/credentials");
      await page.getByRole("button", { name: "Sign in" }).click();
      await answered;
      await expect(alert).toBeVisible();
    }
    await expect(alert).toContainText("That was too often");
    await expect(page.getByLabel("Password")).toHaveValue("not the password");
  });
});

test("forms say at the field what is missing, and where to go on", async ({ page }) => {
  await page.goto("/sign-up");
  await page.getByLabel("Name").fill("Ann");
  await page.getByLabel("E-mail").fill("not an address");
  await page.getByLabel("Password").fill("short");
  await page.getByRole("button", { name: "Create account" }).click();
  await expect(page.getByLabel("E-mail")).toBeFocused();
  await expect(page.getByLabel("E-mail")).toHaveAccessibleDescription(/you@example\.com/);
  await expect(page.getByLabel("Password")).toHaveAccessibleDescription(/8 characters/);
  await expect(page.getByLabel("Name")).toHaveValue("Ann");
});

test.describe("a known e-mail", () => {
  test.use({ expectedErrors: /409/ });

  test("is told at the field when somebody signs up with it", async ({ page }) => {
    await page.goto("/sign-up");
    await page.getByLabel("Name").fill("Somebody");
    await page.getByLabel("E-mail").fill("Customer@Example.com");
    await page.getByLabel("Password").fill("a long password");
    await page.getByRole("button", { name: "Create account" }).click();
    await expect(page.getByLabel("E-mail")).toHaveAccessibleDescription(/account with this e-mail/);
  });
});

test.describe("a session that ended elsewhere", () => {
  test.use({ expectedErrors: /401|ERR_FAILED/ });

  test("sends the customer to sign in at their next step, even where no live stream has told the page", async ({
    page,
    context,
  }) => {
    await signIn(page, "other@example.com");
    await page.route("**/api/trpc/change.onChange**", (route) => route.abort());
    await page.goto("/orders");
    const other = await context.newPage();
    await other.goto("/");
    await openAccountMenu(other);
    await other.getByRole("menuitem", { name: "Sign out" }).click();
    await expect(other.getByRole("link", { name: "Sign in" }).first()).toBeVisible();
    await page.getByRole("navigation", { name: "Filter by status" }).getByRole("link", { name: "Delivered" }).click();
    await expect(page).toHaveURL(/\/sign-in/);
  });
});

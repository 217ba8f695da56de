/** Security headers, the content security policy and escaping. */
import { expect, forgetCookies, makeToken, signIn, signUp, test } from "./story";

const SECURITY_HEADERS = {
  "x-content-type-options": "nosniff",
  "x-frame-options": "DENY",
  "referrer-policy": "strict-origin-when-cross-origin",
  "cross-origin-opener-policy": "same-origin",
};

test("every response has the security headers", async ({ request }) => {
  const html = await (await request.get("/docs")).text();
  const script = /<script[^>]*src="([^"]+)"/.exec(html)?.[1] ?? "";
  const paths = ["/", "/no/such/page", "/account", "/api/v1/me", "/api/v1/nothing", "/api/trpc/x", "/icon.svg", script];
  for (const path of paths) {
    const headers = (await request.get(path, { maxRedirects: 0 })).headers();
    expect(headers, path).toMatchObject(SECURITY_HEADERS);
    expect(headers["x-powered-by"], path).toBeUndefined();
    expect(headers["strict-transport-security"], path).toBeUndefined();
    if (!path.startsWith("/_next/")) expect(headers["content-security-policy"], path).toBeTruthy();
  }
  const secure = await request.get("/", { headers: { "x-forwarded-proto": "https" } });
  expect(secure.headers()["strict-transport-security"]).toContain("max-age=");
});

test("content security policy: per-response nonces, no unsafe sources", async ({ request }) => {
  const policies = await Promise.all(
    ["/", "/", "/docs"].map(async (path) => (await request.get(path)).headers()["content-security-policy"] ?? ""),
  );
  for (const policy of policies) {
    const scripts = /script-src ([^;]*)/.exec(policy)?.[1] ?? "";
    expect(scripts).toMatch(/'nonce-[\w+/=]{20,}' 'strict-dynamic'/);
    expect(scripts).not.toContain("unsafe");
    expect(/style-src ([^;]*)/.exec(policy)?.[1]).not.toContain("unsafe");
    expect(policy).toContain("frame-ancestors 'none'");
    expect(policy).toContain("base-uri 'none'");
  }
  const nonces = policies.map((policy) => /'nonce-([^']+)'/.exec(policy)?.[1]);
  expect(new Set(nonces).size).toBe(3);
  const page = await (await request.get("/")).text();
  const scripts = page.match(/<script\b[^>]*>/g) ?? [];
  expect(scripts.length).toBeGreaterThan(3);
  expect(scripts.filter((tag) => !/nonce="[^"]+"/.test(tag))).toEqual([]);
});

test("source maps are not served", async ({ request }) => {
  const html = await (await request.get("/docs")).text();
  const scripts = [...html.matchAll(/<script[^>]*src="([^"]+)"/g)].map(([, src]) => src ?? "");
  expect(scripts.length).toBeGreaterThan(3);
  for (const src of scripts) {
    const script = await (await request.get(src)).text();
    expect(script).not.toContain("sourceMappingURL");
    expect((await request.get(`${src.split("?")[0]}.map`)).status()).toBe(404);
  }
});

test.describe("injected script", () => {
  test.use({ expectedErrors: /Content Security Policy|404|hydrat|#418/ });

  test("does not run", async ({ page }) => {
    const exploit = (id: number) => `window.hacked = [...(window.hacked ?? []), ${id}]`;
    const injected = `<script>${exploit(1)}</script><img src="/none.svg" onerror="${exploit(2)}">
      <script src="data:text/javascript,${exploit(3)}"></script><a id="lure" href="javascript:${exploit(4)}">x</a>`;
    await page.route("**/docs", async (route) => {
      const response = await route.fetch();
      await route.fulfill({ response, body: (await response.text()).replace("</body>", `${injected}</body>`) });
    });
    await page.goto("/docs");
    await expect(page.getByRole("heading", { level: 1, name: "API docs" })).toBeVisible();
    await page.locator("#lure").click();
    await page.getByRole("button", { name: "Change theme" }).click(); // scripts with a nonce run
    await expect(page.getByRole("menuitemradio", { name: "Dark" })).toBeVisible();
    expect(await page.evaluate(() => (window as unknown as { hacked?: number[] }).hacked)).toBeUndefined();
  });
});

test("user input is rendered as text: the names of a user and of a token", async ({ page }) => {
  const markup = '<img src=x onerror="document.title=1"><b>bold</b>';
  const email = await signUp(page);
  await page.goto("/account");
  await page.getByLabel("Name").fill(markup);
  await page.getByRole("button", { name: "Save name" }).click();
  await expect(page.getByText("Name updated")).toBeVisible();
  await makeToken(page, markup);
  await page.goto("/account/tokens");
  await expect(page.getByRole("heading", { level: 3, name: markup })).toBeVisible();
  await expect(page.locator("main b")).toHaveCount(0);
  await forgetCookies(page);
  await signIn(page, "admin@example.com");
  await page.goto(`/admin/users?search=${encodeURIComponent(email)}`);
  await expect(page.getByRole("row").filter({ hasText: email })).toContainText(markup);
  await expect(page.locator("main b")).toHaveCount(0);
});

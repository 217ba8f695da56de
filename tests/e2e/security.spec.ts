/** What a browser is told about our pages, and what it then refuses. */
import { expect, placeOrder, signIn, signUp, test } from "./story";

const ALWAYS = {
  "x-content-type-options": "nosniff",
  "x-frame-options": "DENY",
  "referrer-policy": "strict-origin-when-cross-origin",
  "cross-origin-opener-policy": "same-origin",
};

test("every kind of answer has the headers that protect it", async ({ request }) => {
  const html = await (await request.get("/products")).text();
  const script = /<script[^>]*src="([^"]+)"/.exec(html)?.[1] ?? "";
  const paths = [
    "/",
    "/no/such/page",
    "/orders",
    "/api/v1/products",
    "/api/v1/nothing",
    "/api/trpc/x",
    "/products/brass-pen.svg",
    script,
  ];
  for (const path of paths) {
    const headers = (await request.get(path, { maxRedirects: 0 })).headers();
    expect(headers, path).toMatchObject(ALWAYS);
    expect(headers["x-powered-by"], path).toBeUndefined();
    expect(headers["strict-transport-security"], path).toBeUndefined();
    if (!path.startsWith("/_next/")) expect(headers["content-security-policy"], path).toBeTruthy();
  }
  const secure = await request.get("/", { headers: { "x-forwarded-proto": "https" } });
  expect(secure.headers()["strict-transport-security"]).toContain("max-age=");
});

test("scripts run by a nonce of their own response, and nothing is allowed in general", async ({ request }) => {
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

test("the browser gets no source maps", async ({ request }) => {
  const html = await (await request.get("/products")).text();
  const scripts = [...html.matchAll(/<script[^>]*src="([^"]+)"/g)].map(([, src]) => src ?? "");
  expect(scripts.length).toBeGreaterThan(3);
  for (const src of scripts) {
    const script = await (await request.get(src)).text();
    expect(script).not.toContain("sourceMappingURL");
    expect((await request.get(`${src.split("?")[0]}.map`)).status()).toBe(404);
  }
});

test.describe("a script that found its way into a page", () => {
  test.use({ expectedErrors: /Content Security Policy|404|hydrat|#418/ });

  test("is not run", async ({ page }) => {
    const hack = (by: number) => `window.hacked = [...(window.hacked ?? []), ${by}]`;
    const injected = `<script>${hack(1)}</script><img src="/products/none.svg" onerror="${hack(2)}">
      <script src="data:text/javascript,${hack(3)}"></script><a id="lure" href="javascript:${hack(4)}">x</a>`;
    await page.route("**/products", async (route) => {
      const response = await route.fetch();
      await route.fulfill({ response, body: (await response.text()).replace("</body>", `${injected}</body>`) });
    });
    await page.goto("/products");
    await expect(page.getByRole("heading", { level: 1, name: "Products" })).toBeVisible();
    await page.locator("#lure").click();
    await page.getByRole("button", { name: "Change theme" }).click(); // our own scripts run
    await expect(page.getByRole("menuitemradio", { name: "Dark" })).toBeVisible();
    expect(await page.evaluate(() => (window as unknown as { hacked?: number[] }).hacked)).toBeUndefined();
  });
});

test("what people write shows as text, wherever it is shown", async ({ page }) => {
  const markup = '<img src=x onerror="document.title=1"><b>bold</b>';
  await signUp(page);
  await page.goto("/account");
  await page.getByLabel("Name").fill(markup);
  await page.getByRole("button", { name: "Save name" }).click();
  await expect(page.getByText("Your name is changed.")).toBeVisible();
  await placeOrder(page, "Cedar Graphite Pencil");
  const order = page.url().split("/").at(-1);
  await page.getByRole("button", { name: "Cancel order" }).click();
  await page.getByLabel("Reason (optional)").fill(markup);
  await page.getByRole("alertdialog").getByRole("button", { name: "Cancel order" }).click();
  await expect(page.getByText(markup)).toBeVisible();
  await page.context().clearCookies();
  await signIn(page, "admin@example.com");
  await page.goto(`/admin/orders/${order}`);
  await expect(page.getByText(markup)).toHaveCount(2);
  await expect(page.locator("main b")).toHaveCount(0);
});

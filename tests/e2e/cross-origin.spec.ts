/** CORS and CSRF in a real browser: an allowed partner origin, and origins that are not allowed. */
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import type { Page } from "@playwright/test";
import { LISTED_ORIGIN } from "./files";
import { DEMO_PASSWORD, expect, makeToken, openAccountMenu, signUp, test } from "./story";

const ALLOWED = LISTED_ORIGIN;
let blocked = "";
/** The same server under another site, for which the browser withholds SameSite cookies. */
let crossSite = "";

// Blocked requests are logged to the console.
test.use({ expectedErrors: /CORS|Failed to load resource|ERR_FAILED|net::/ });

const server = createServer((_, response) => {
  response.setHeader("content-type", "text/html").end("<!doctype html><title>Other site</title><p>Other site</p>");
});
test.beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, resolve));
  const { port } = server.address() as AddressInfo;
  [blocked, crossSite] = [`http://localhost:${port}`, `http://127.0.0.1:${port}`];
});
test.afterAll(() => {
  server.close();
});

type Call = { url: string; init?: RequestInit };

/** Calls `fetch` in the page. @returns the response, or "blocked" if the script can't read it */
const call = (page: Page, url: string, init?: RequestInit) =>
  page.evaluate(
    ({ url, init }: Call) =>
      fetch(url, init).then(
        async (response) => ({
          status: response.status,
          requestId: response.headers.get("x-request-id"),
          text: await response.text(),
        }),
        () => "blocked" as const,
      ),
    { url, init },
  );

const json = (body: unknown, init: RequestInit = {}): RequestInit => ({
  method: "POST",
  body: JSON.stringify(body),
  ...init,
  headers: { "content-type": "application/json", ...init.headers },
});

test("allowed origin: reads with a token, never with the session cookie", async ({ page, baseURL }) => {
  await signUp(page);
  // Pages can't send the X-Forwarded-For header that each test uses.
  await page.context().setExtraHTTPHeaders({});
  await page.goto(ALLOWED);
  const api = `${baseURL}/api/v1`;
  const login = await call(page, `${api}/login`, json({ email: "customer@example.com", password: DEMO_PASSWORD }));
  if (login === "blocked") throw new Error("blocked");
  const { accessToken } = JSON.parse(login.text);
  const headers = { authorization: `Bearer ${accessToken}` };
  expect(await call(page, `${api}/activity?limit=1`, { headers })).toMatchObject({
    status: 200,
    requestId: expect.any(String),
  });
  expect(await call(page, `${api}/me`)).toMatchObject({
    status: 401,
    text: expect.stringContaining("UNAUTHORIZED"),
  });
  expect(await call(page, `${api}/me`, { credentials: "include" })).toBe("blocked");
});

test("other origins: no reads and no writes, with or without the session cookie", async ({ page, baseURL }) => {
  await signUp(page);
  const { id } = await makeToken(page);

  for (const origin of [blocked, crossSite]) {
    await page.goto(origin);
    for (const credentials of ["omit", "include"] as const) {
      expect(await call(page, `${baseURL}/api/v1/me`, { credentials })).toBe("blocked");
      expect(await call(page, `${baseURL}/api/v1/tokens/${id}`, { method: "DELETE", credentials })).toBe("blocked");
      const revoke = { json: { id } };
      expect(await call(page, `${baseURL}/api/trpc/token.revoke`, json(revoke, { credentials }))).toBe("blocked");
      // Simple requests have no preflight: their response is unreadable, and they must have no effect.
      for (const type of ["text/plain", "application/x-www-form-urlencoded", "application/json"]) {
        const init = json(revoke, { credentials, mode: "no-cors", headers: { "content-type": type } });
        await call(page, `${baseURL}/api/trpc/token.revoke`, init);
        await call(page, `${baseURL}/api/auth/signout`, init);
      }
    }
  }
  await page.goto(`${baseURL}/account/tokens`);
  await expect(page.getByRole("button", { name: "Revoke Script" })).toBeVisible();
});

test("cross-site form: sign-out and sign-in are rejected", async ({ page, baseURL }) => {
  await signUp(page);
  await page.goto(blocked);
  for (const action of ["signout", "callback/credentials"]) {
    await page.goto(blocked);
    await page.evaluate(
      ({ target, password }) => {
        document.body.innerHTML = `<form method="post" action="${target}"><input name="email" value="admin@example.com">
          <input name="password" value="${password}"><button>Win a prize</button></form>`;
      },
      { target: `${baseURL}/api/auth/${action}`, password: DEMO_PASSWORD },
    );
    const [response] = await Promise.all([
      page.waitForResponse((response) => response.url().endsWith(action)),
      page.getByRole("button", { name: "Win a prize" }).click(),
    ]);
    expect(response.status()).toBe(403);
  }
  await page.goto(`${baseURL}/account`);
  await openAccountMenu(page);
  await expect(page.getByRole("menu").getByText(/^story-/)).toBeVisible();
});

test("rate limits use the client address from the trusted proxy, not a spoofed one", async ({ request }) => {
  const signUpFrom = async (address: string) => {
    const options = { data: { json: {} }, headers: { "x-forwarded-for": address } };
    return (await request.post("/api/trpc/account.signUp", options)).status();
  };
  for (let host = 0; host < 10; host++) expect(await signUpFrom(`10.0.0.${host}, 192.0.2.77`)).toBe(400);
  expect(await signUpFrom("10.0.0.99, 192.0.2.77")).toBe(429);
  expect(await signUpFrom("192.0.2.77, 192.0.2.78")).toBe(400);
});

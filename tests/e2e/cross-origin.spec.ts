/** Other origins, in a real browser: what a page of a partner may do, and what any other page may not. */
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import type { Page } from "@playwright/test";
import { LISTED_ORIGIN } from "./files";
import { DEMO_PASSWORD, expect, placeOrder, signUp, test } from "./story";

const ALLOWED = LISTED_ORIGIN;
let REFUSED = "";
/** The same server under a name that is another site altogether, so that the browser keeps our cookie to itself. */
let FOREIGN = "";

/** Refusals show in the browser's console; they are what is tested here. */
test.use({ expectedErrors: /CORS|Failed to load resource|ERR_FAILED|net::/ });

const server = createServer((_, response) => {
  response.setHeader("content-type", "text/html").end("<!doctype html><title>Elsewhere</title><p>Elsewhere</p>");
});
test.beforeAll(async () => {
  await new Promise<void>((listening) => server.listen(0, listening));
  const { port } = server.address() as AddressInfo;
  [REFUSED, FOREIGN] = [`http://localhost:${port}`, `http://127.0.0.1:${port}`];
});
test.afterAll(() => {
  server.close();
});

type Call = { url: string; init?: RequestInit };

/** What a script on the page gets: a status, or nothing at all. */
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

test("a partner's page logs in and reads orders with its token, but never with the customer's cookie", async ({
  page,
  baseURL,
}) => {
  await signUp(page);
  // The test's own address would be a header that the page sends, and no page may send that one.
  await page.context().setExtraHTTPHeaders({});
  await page.goto(ALLOWED);
  const api = `${baseURL}/api/v1`;
  const login = await call(page, `${api}/login`, json({ email: "customer@example.com", password: DEMO_PASSWORD }));
  if (login === "blocked") throw new Error("blocked");
  const { accessToken } = JSON.parse(login.text);
  const headers = { authorization: `Bearer ${accessToken}` };
  expect(await call(page, `${api}/orders?limit=1`, { headers })).toMatchObject({
    status: 200,
    requestId: expect.any(String),
  });
  expect(await call(page, `${api}/orders`)).toMatchObject({
    status: 401,
    text: expect.stringContaining("UNAUTHORIZED"),
  });
  expect(await call(page, `${api}/orders`, { credentials: "include" })).toBe("blocked");
});

test("a page that is not on the list reads nothing and writes nothing, with or without the cookie", async ({
  page,
  baseURL,
}) => {
  await signUp(page);
  await placeOrder(page, "Cedar Graphite Pencil");
  const orderUrl = page.url();
  const id = orderUrl.split("/").at(-1) ?? "";

  for (const origin of [REFUSED, FOREIGN]) {
    await page.goto(origin);
    for (const credentials of ["omit", "include"] as const) {
      expect(await call(page, `${baseURL}/api/v1/products`, { credentials })).toBe("blocked");
      expect(await call(page, `${baseURL}/api/v1/orders/${id}`, { method: "DELETE", credentials })).toBe("blocked");
      const cancel = { json: { id } };
      expect(await call(page, `${baseURL}/api/trpc/order.cancel`, json(cancel, { credentials }))).toBe("blocked");
      // What browsers send without asking first: the answer cannot be read, and must have done nothing.
      for (const type of ["text/plain", "application/x-www-form-urlencoded", "application/json"]) {
        const init = json(cancel, { credentials, mode: "no-cors", headers: { "content-type": type } });
        await call(page, `${baseURL}/api/trpc/order.cancel`, init);
        await call(page, `${baseURL}/api/auth/signout`, init);
      }
    }
  }
  await page.goto(orderUrl);
  await expect(page.getByRole("button", { name: "Cancel order" })).toBeVisible();
});

test("a form on such a page signs nobody out and nobody in", async ({ page, baseURL }) => {
  await signUp(page);
  await page.goto(REFUSED);
  for (const action of ["signout", "callback/credentials"]) {
    await page.goto(REFUSED);
    await page.evaluate(
      ({ target, password }) => {
        document.body.innerHTML = `<form method="post" action="${target}"><input name="email" value="admin@example.com">
          <input name="password" value="${password}"><button>Win a prize</button></form>`;
      },
      { target: `${baseURL}/api/auth/${action}`, password: DEMO_PASSWORD },
    );
    const [response] = await Promise.all([
      page.waitForResponse((it) => it.url().endsWith(action)),
      page.getByRole("button", { name: "Win a prize" }).click(),
    ]);
    expect(response.status()).toBe(403);
  }
  await page.goto(`${baseURL}/orders`);
  await page.getByRole("button", { name: "Account menu" }).click();
  await expect(page.getByText(/^story-/)).toBeVisible();
});

test("callers are told apart by the address that our proxy saw, not by what they claim", async ({ request }) => {
  const signUpFrom = async (address: string) => {
    const options = { data: { json: {} }, headers: { "x-forwarded-for": address } };
    return (await request.post("/api/trpc/account.signUp", options)).status();
  };
  for (let time = 0; time < 10; time++) expect(await signUpFrom(`10.0.0.${time}, 192.0.2.77`)).toBe(400);
  expect(await signUpFrom("10.0.0.99, 192.0.2.77")).toBe(429);
  expect(await signUpFrom("192.0.2.77, 192.0.2.78")).toBe(400);
});

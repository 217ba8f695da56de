/** The main story in the other two browser engines, where Debian's packages of them are installed or can be. */
import { addressOf, DEMO_PASSWORD, expect, STORY_PASSWORD, test } from "../story";
import * as firefox from "./firefox";
import * as webkit from "./webkit";

const PRODUCT = "Cedar Graphite Pencil";

const ENGINES = [
  { name: "Firefox", ...firefox },
  { name: "WebKit", ...webkit },
];

const button = (name: string) => `//button[normalize-space()="${name}"]`;
const link = (name: string) => `//a[normalize-space()="${name}"]`;
const field = (label: string) => `//input[@id=//label[normalize-space()="${label}"]/@for]`;

/** Whether React has hydrated the page: clicks before that have no effect. */
const IS_HYDRATED = `[...document.querySelectorAll("header button, main button, main form")].every((element) =>
  Object.keys(element).some((key) => key.startsWith("__reactProps")))`;

/** Whether the empty part of a table's first row belongs to its link, not to that of another row. */
const IS_ROW_LINKED = `(() => {
  const cell = document.querySelector("tbody td:nth-child(5)");
  const { right, bottom } = cell.getBoundingClientRect();
  return document.elementFromPoint(right - 4, bottom - 4) === cell.parentElement.querySelector("a");
})()`;

for (const { name, isInstalled, start } of ENGINES) {
  test(`${name}: sign in, order, follow, cancel, sign out`, async ({ baseURL, playwright }, testInfo) => {
    test.setTimeout(600_000); // apt-get may run first
    const reason = `${name} is not tested: it is not installed, and only root on Debian can install it here.`;
    const isMissing = !isInstalled();
    if (isMissing) console.log(reason);
    testInfo.skip(isMissing, reason);
    const api = await playwright.request.newContext({ baseURL, extraHTTPHeaders: addressOf(name) });
    const account = { email: `${name}-${Date.now()}@example.test`, name: "Story Teller", password: STORY_PASSWORD };
    const headers = { "sec-fetch-site": "same-origin" };
    expect((await api.post("/api/trpc/account.signUp", { data: { json: account }, headers })).status()).toBe(200);
    const { email, password } = account;
    const { accessToken } = await (await api.post("/api/v1/login", { data: { email, password } })).json();

    const browser = await start();
    const text = async () => String(await browser.evaluate("document.body?.innerText ?? ''"));
    const shows = (expected: string | RegExp) => expect.poll(text).toMatch(expected);
    const click = async (xpath: string) => {
      await expect.poll(() => browser.evaluate(IS_HYDRATED)).toBe(true);
      await browser.click(xpath);
    };
    try {
      await browser.open(`${baseURL}/sign-in?callbackUrl=/products`);
      await expect.poll(() => browser.evaluate(IS_HYDRATED)).toBe(true);
      await browser.type(field("Email"), account.email);
      await browser.type(field("Password"), STORY_PASSWORD);
      await click(button("Sign in"));
      await shows("Everything for your desk");

      await browser.open(`${baseURL}/products?search=pencil`);
      await click(link(PRODUCT));
      await click(button("Add to cart"));
      const isInCart = () => browser.evaluate(`document.querySelector('header a[aria-label="Cart, 1"]') !== null`);
      await expect.poll(isInCart).toBe(true);
      await browser.open(`${baseURL}/cart`);
      await click(button("Place order"));
      await shows("Timeline");
      const [reference = ""] = /(?<=Order\s)[2-9A-HJKMNP-Z]{6}\b/.exec(await text()) ?? [];

      await click(`//header${link("My orders")}`);
      await shows(/\b1 order$/m);
      const { items } = await (await api.get("/api/v1/products?search=pencil")).json();
      const data = { lines: [{ productId: items[0].id, quantity: 1 }] };
      const authorization = `Bearer ${accessToken}`;
      expect((await api.post("/api/v1/orders", { data, headers: { authorization } })).status()).toBe(201);
      await shows(/\b2 orders$/m); // by the change stream

      await click(link(`Order ${reference}`));
      await click(button("Cancel order"));
      await click(`//*[@role="alertdialog"]${button("Cancel order")}`);
      await shows(/Cancelled/);
      await click('//button[@aria-label="Account menu"]');
      await click('//*[@role="menuitem"][normalize-space()="Sign out"]');
      await shows("Every click is a round");

      await browser.back();
      await shows("Sign in");
      expect(await text()).not.toContain(reference);

      await browser.open(`${baseURL}/sign-in?callbackUrl=/admin/orders?search=${email}`);
      await expect.poll(() => browser.evaluate(IS_HYDRATED)).toBe(true);
      await browser.type(field("Email"), "admin@example.com");
      await browser.type(field("Password"), DEMO_PASSWORD);
      await click(button("Sign in"));
      await shows(/\b2 orders$/m);
      expect(await browser.evaluate(IS_ROW_LINKED), "a row of a table leads to its own page").toBe(true);
    } finally {
      await browser.close();
      await api.dispose();
    }
  });
}

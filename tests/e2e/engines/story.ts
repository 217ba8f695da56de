/** The other two browser engines, where Debian's packages of them are installed or can be. */
import type { APIRequestContext } from "@playwright/test";
import { addressOf, expect, STORY_PASSWORD, test } from "../story";
import type { OtherBrowser } from "./browser";
import * as firefox from "./firefox";
import * as webkit from "./webkit";

const ENGINES = [
  { name: "Firefox", ...firefox },
  { name: "WebKit", ...webkit },
];

export const button = (name: string) => `//button[normalize-space()="${name}"]`;
export const link = (name: string) => `//a[normalize-space()="${name}"]`;
export const field = (label: string) => `//input[@id=//label[normalize-space()="${label}"]/@for]`;

/** Whether React has hydrated the page: clicks before that have no effect. */
const IS_HYDRATED = `[...document.querySelectorAll("header button, main button, main form")].every((element) =>
  Object.keys(element).some((key) => key.startsWith("__reactProps")))`;

/** A new user, and the steps of a story in a browser that Playwright does not drive. */
async function createStory(browser: OtherBrowser, api: APIRequestContext, baseURL: string, engine: string) {
  const email = `${engine.toLowerCase()}-${crypto.randomUUID()}@example.test`;
  const account = { email, name: "Story Teller", password: STORY_PASSWORD };
  const headers = { "sec-fetch-site": "same-origin" };
  expect((await api.post("/api/trpc/account.signUp", { data: { json: account }, headers })).status()).toBe(200);
  const { accessToken } = await (await api.post("/api/v1/login", { data: { email, password: STORY_PASSWORD } })).json();
  const isHydrated = () => expect.poll(() => browser.evaluate(IS_HYDRATED)).toBe(true);
  const text = async () => String(await browser.evaluate("document.body?.innerText ?? ''"));
  return {
    browser,
    baseURL,
    email,
    text,
    shows: (expected: string | RegExp) => expect.poll(text).toMatch(expected),
    async click(xpath: string) {
      await isHydrated();
      await browser.click(xpath);
    },
    /** Signs in on the sign-in page, which leads to a path. */
    async signIn(path: string, address = email, password = STORY_PASSWORD) {
      await browser.open(`${baseURL}/sign-in?callbackUrl=${path}`);
      await isHydrated();
      await browser.type(field("Email"), address);
      await browser.type(field("Password"), password);
      await browser.click(button("Sign in"));
    },
    async signOut() {
      await isHydrated();
      await browser.click('//button[@aria-label="Account menu"]');
      await browser.click('//*[@role="menuitem"][normalize-space()="Sign out"]');
      await expect.poll(() => browser.evaluate("location.pathname")).toBe("/");
    },
    /** Calls the REST API as a script of the user does. @returns the answer */
    async callAsScript(method: "GET" | "POST", path: string, data?: unknown) {
      const authorization = { authorization: `Bearer ${accessToken}` };
      const response = await api.fetch(`/api/v1${path}`, { method, data, headers: authorization });
      expect(response.ok(), path).toBe(true);
      return response.json();
    },
  };
}

export type EngineStory = Awaited<ReturnType<typeof createStory>>;

/** A story in each of the engines; skipped with a reason where one isn't installed. */
export function inOtherEngines(title: string, tell: (story: EngineStory) => Promise<void>): void {
  for (const { name, isInstalled, start } of ENGINES) {
    test(`${name}: ${title}`, async ({ baseURL, playwright }, testInfo) => {
      test.setTimeout(600_000); // apt-get may run first
      const reason = `${name} is not tested: it is not installed, and only root on Debian can install it here.`;
      const isMissing = !isInstalled();
      if (isMissing) console.log(reason);
      testInfo.skip(isMissing, reason);
      const api = await playwright.request.newContext({ baseURL, extraHTTPHeaders: addressOf(name + title) });
      const browser = await start();
      try {
        await tell(await createStory(browser, api, baseURL ?? "", name));
      } finally {
        await browser.close();
        await api.dispose();
      }
    });
  }
}

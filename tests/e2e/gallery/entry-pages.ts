/** Sign-in, sign-up, the API docs, and states that any page can have. */
import { forgetCookies, openAccountMenu, openPalette, STORY_PASSWORD, setUpApp, signIn, signUp } from "../story";
import { inspectorScenes } from "./inspector";
import {
  failWith,
  hydrated,
  lookOffline,
  NO_ID,
  NO_LIST,
  NO_WAIT,
  pageWithoutDatabase,
  press,
  type Row,
  shows,
  submitEmpty,
} from "./scene";

export const entryPages: Record<string, Row> = {
  "/sign-in": {
    ready: {
      form: (page) => page.goto("/sign-in"),
      "second step": async (page) => {
        const email = await signUp(page);
        await setUpApp(page);
        await forgetCookies(page);
        await page.goto("/sign-in");
        await page.getByLabel("Email").fill(email);
        await page.getByLabel("Password").fill(STORY_PASSWORD);
        await (await hydrated(page.getByRole("main").getByRole("button", { name: "Sign in" }))).click();
        await page.getByLabel("Code").waitFor();
      },
    },
    loading: NO_WAIT,
    empty: NO_LIST,
    error: {
      "server unreachable": async (page) => {
        await page.route("**/api/auth/csrf", (route) => route.abort());
        await page.goto("/sign-in");
        await page.getByLabel("Email").fill("customer@example.com");
        await page.getByLabel("Password").fill("roundtrip-demo");
        await (await hydrated(page.getByRole("main").getByRole("button", { name: "Sign in" }))).click();
        await shows(page, "We couldn't reach the server");
      },
    },
    "not found": NO_ID,
    refused: {
      "empty form": submitEmpty("/sign-in", "Sign in"),
      "cancelled at a provider": (page) => page.goto("/sign-in?error=denied"),
      "wrong password": async (page) => {
        await page.goto("/sign-in");
        await page.getByLabel("Email").fill("customer@example.com");
        await page.getByLabel("Password").fill("not the password");
        await (await hydrated(page.getByRole("main").getByRole("button", { name: "Sign in" }))).click();
        await shows(page, "Incorrect email or password");
      },
    },
    offline: { offline: lookOffline("/sign-in") },
  },
  "/sign-up": {
    ready: { form: (page) => page.goto("/sign-up") },
    loading: NO_WAIT,
    empty: NO_LIST,
    error: {
      "database unavailable": async (page) => {
        await failWith(page, "account.signUp");
        await page.goto("/sign-up");
        await page.getByLabel("Name").fill("Robin");
        await page.getByLabel("Email").fill("robin@example.test");
        await page.getByLabel("Password").fill("a long password");
        await press(page, "Create account");
        await shows(page, "The database is unavailable");
      },
    },
    "not found": NO_ID,
    refused: {
      "empty form": submitEmpty("/sign-up", "Create account"),
      "email already registered": async (page) => {
        await page.goto("/sign-up");
        await page.getByLabel("Name").fill("Robin");
        await page.getByLabel("Email").fill("customer@example.com");
        await page.getByLabel("Password").fill("a long password");
        await press(page, "Create account");
        await page.locator("[aria-invalid]").first().waitFor();
      },
    },
    offline: { offline: lookOffline("/sign-up") },
  },
  "/docs": {
    ready: {
      operations: (page) => page.goto("/docs"),
      "operation with its form": async (page) => {
        await page.goto("/docs#createToken");
        await page.locator("#createToken").getByText("Try it", { exact: true }).click();
        await shows(page, "Send request");
      },
      response: async (page) => {
        await page.goto("/docs#listActivity");
        await page.locator("#listActivity").getByText("Try it", { exact: true }).click();
        await press(page, "Send request");
        await page
          .locator("#listActivity")
          .getByText(/\d ms$/)
          .waitFor();
      },
    },
    loading: NO_WAIT,
    empty: "the API has operations",
    error: {
      "server unreachable": async (page) => {
        await page.route("**/api/v1/activity*", (route) => route.abort());
        await page.goto("/docs#listActivity");
        await page.locator("#listActivity").getByText("Try it", { exact: true }).click();
        await press(page, "Send request");
        await shows(page, "We couldn't reach the server");
      },
    },
    "not found": NO_ID,
    refused: "public; errors of the API appear as responses",
    offline: { offline: lookOffline("/docs") },
  },
  "any address": {
    // An open menu is outside all landmarks.
    disabledRules: ["region"],
    ready: {
      palette: async (page) => {
        await signUp(page);
        await page.goto("/docs");
        await openPalette(page);
      },
      "account menu": async (page) => {
        await signIn(page, "admin@example.com");
        await page.goto("/docs");
        await openAccountMenu(page);
      },
      ...inspectorScenes.ready,
    },
    loading: NO_WAIT,
    empty: inspectorScenes.empty,
    error: {
      ...inspectorScenes.error,
      "scripts of an older version are gone": async (page) => {
        await signUp(page);
        await page.goto("/docs");
        const menu = await hydrated(page.getByRole("button", { name: "Account menu" }));
        await page.route("**/_next/static/**", (route) => route.fulfill({ status: 404 }));
        await menu.click();
        await shows(page, "A new version is available");
      },
      "session can't be read": pageWithoutDatabase("/account"),
    },
    "not found": { "unknown path": (page) => page.goto("/no/such/page") },
    refused: "covered by each page",
    offline: "covered by each page",
  },
};

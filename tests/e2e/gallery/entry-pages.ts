/** The ways in, for people and for programs, and what may be met at any address. */
import { openAccountMenu, openPalette, signIn, signUp } from "../story";
import {
  failWith,
  heard,
  leaveUnfilled,
  lookOffline,
  NO_ID,
  NO_LIST,
  NO_WAIT,
  pageWithoutDatabase,
  press,
  type Row,
  shows,
} from "./scene";

export const entryPages: Record<string, Row> = {
  "/sign-in": {
    ready: { "the form": (page) => page.goto("/sign-in") },
    loading: NO_WAIT,
    empty: NO_LIST,
    error: {
      "the server cannot be reached": async (page) => {
        await page.route("**/api/auth/csrf", (route) => route.abort());
        await page.goto("/sign-in");
        await page.getByLabel("E-mail").fill("customer@example.com");
        await page.getByLabel("Password").fill("roundtrip-demo");
        await (await heard(page.getByRole("main").getByRole("button", { name: "Sign in" }))).click();
        await shows(page, "We could not reach the server");
      },
    },
    "not found": NO_ID,
    refused: {
      "fields that are not filled in": leaveUnfilled("/sign-in", "Sign in"),
      "a wrong password": async (page) => {
        await page.goto("/sign-in");
        await page.getByLabel("E-mail").fill("customer@example.com");
        await page.getByLabel("Password").fill("not the password");
        await (await heard(page.getByRole("main").getByRole("button", { name: "Sign in" }))).click();
        await shows(page, "do not belong together");
      },
    },
    offline: { "the network is gone": lookOffline("/sign-in") },
  },
  "/sign-up": {
    ready: { "the form": (page) => page.goto("/sign-up") },
    loading: NO_WAIT,
    empty: NO_LIST,
    error: {
      "the database cannot be reached": async (page) => {
        await failWith(page, "account.signUp");
        await page.goto("/sign-up");
        await page.getByLabel("Name").fill("Robin");
        await page.getByLabel("E-mail").fill("robin@example.test");
        await page.getByLabel("Password").fill("a long password");
        await press(page, "Create account");
        await shows(page, "We cannot reach our database");
      },
    },
    "not found": NO_ID,
    refused: {
      "fields that are not filled in": leaveUnfilled("/sign-up", "Create account"),
      "an address that has an account": async (page) => {
        await page.goto("/sign-up");
        await page.getByLabel("Name").fill("Robin");
        await page.getByLabel("E-mail").fill("customer@example.com");
        await page.getByLabel("Password").fill("a long password");
        await press(page, "Create account");
        await page.locator("[aria-invalid]").first().waitFor();
      },
    },
    offline: { "the network is gone": lookOffline("/sign-up") },
  },
  "/docs": {
    // The library marks every operation's answers as a region of the same name.
    excepted: ["landmark-unique"],
    ready: {
      "the console": async (page) => {
        await page.goto("/docs");
        await page.getByText("My orders, newest first", { exact: true }).waitFor({ timeout: 30_000 });
      },
      "an operation": async (page) => {
        await page.goto("/docs");
        await page.getByText("Place an order", { exact: true }).click({ timeout: 30_000 });
        await shows(page, "A key of your choice");
      },
    },
    loading: {
      "the document": async (page) => {
        await page.route("**/openapi.json", () => {});
        await page.goto("/docs");
      },
    },
    empty: "the API has operations",
    error: {
      "the document cannot be had": async (page) => {
        await page.route("**/openapi.json", (route) => route.abort());
        await page.goto("/docs");
        await shows(page, "The console could not be loaded");
      },
    },
    "not found": NO_ID,
    refused: "everybody may read it, and what the API refuses is its answer",
    offline: { "the network is gone": lookOffline("/docs") },
  },
  "any address": {
    // A menu stands outside of the landmarks; while it is open, nothing else can be reached.
    excepted: ["region"],
    ready: {
      "the palette": async (page) => {
        await signUp(page);
        await page.goto("/products");
        await openPalette(page);
      },
      "the account menu": async (page) => {
        await signIn(page, "admin@example.com");
        await page.goto("/products");
        await openAccountMenu(page);
      },
    },
    loading: NO_WAIT,
    empty: NO_LIST,
    error: {
      "who it is cannot be told": pageWithoutDatabase("/orders"),
    },
    "not found": { "nothing is there": (page) => page.goto("/no/such/page") },
    refused: "each page says for itself what it refuses",
    offline: "as on the pages above",
  },
};

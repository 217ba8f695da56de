/** What concerns oneself. Who is not signed in is sent to do that, which is shown at /orders. */
import type { Page } from "@playwright/test";
import { call, STORY_PASSWORD, signIn, signInElsewhere, signUp } from "../story";
import {
  failWith,
  goOffline,
  holdBack,
  leaveUnfilled,
  NO_ID,
  NO_LIST,
  NO_WAIT,
  press,
  type Reach,
  type Row,
  shows,
} from "./scene";

const asCustomer =
  (reach: Reach): Reach =>
  async (page) => {
    await signUp(page);
    await reach(page);
  };
const open = (path: string) => asCustomer((page) => page.goto(path));

const SAME_TABLES = "its rows and its reader stand in the same tables: without them, it is as at any address";

const fillPassword = async (page: Page, current: string) => {
  await page.getByLabel("Current password").fill(current);
  await page.getByLabel("New password").fill("another long one");
  await press(page, "Change password");
};

const makeToken = (page: Page, name: string, scopes = ["orders:read", "products:read"]) =>
  call(page, "token.create", { name, scopes, expiresInDays: 30 });

export const accountPages: Record<string, Row> = {
  "/account": {
    ready: { "who one is": open("/account") },
    loading: NO_WAIT,
    empty: NO_LIST,
    error: {
      "the name cannot be saved": asCustomer(async (page) => {
        await page.goto("/account");
        await failWith(page, "account.update");
        await page.getByLabel("Name").fill("Robin");
        await press(page, "Save name");
        await shows(page, "We cannot reach our database");
      }),
    },
    "not found": NO_ID,
    refused: {
      "no name at all": asCustomer(async (page) => {
        await page.goto("/account");
        await page.getByLabel("Name").fill("");
        await press(page, "Save name");
        await page.locator("[aria-invalid]").waitFor();
      }),
      "it was changed elsewhere": asCustomer(async (page) => {
        await page.goto("/account");
        await call(page, "account.update", { name: "Robin There" });
        await page.getByLabel("Name").fill("Robin Here");
        await press(page, "Save name");
        await shows(page, "changed elsewhere");
      }),
    },
    offline: {
      "nothing is sent": asCustomer(async (page) => {
        await page.goto("/account");
        await goOffline(page);
        await page.getByLabel("Name").fill("Robin");
        await press(page, "Save name");
        await shows(page, "so nothing was sent");
      }),
    },
  },
  "/account/security": {
    ready: {
      "three browsers": async (page) => {
        const email = await signUp(page);
        const browser = page.context().browser();
        for (let others = 0; browser && others < 2; others++) {
          await (await signInElsewhere(browser, email)).context().close();
        }
        await page.goto("/account/security");
      },
      "one browser": open("/account/security"),
    },
    loading: NO_WAIT,
    empty: "whoever reads it is signed in here",
    error: SAME_TABLES,
    "not found": NO_ID,
    refused: {
      "a wrong password": asCustomer(async (page) => {
        await page.goto("/account/security");
        await fillPassword(page, "not the password");
        await shows(page, "This is not your current password");
      }),
    },
    offline: {
      "nothing is sent": asCustomer(async (page) => {
        await page.goto("/account/security");
        await goOffline(page);
        await fillPassword(page, STORY_PASSWORD);
        await shows(page, "so nothing was sent");
      }),
    },
  },
  "/account/tokens": {
    ready: {
      "a few": asCustomer(async (page) => {
        await makeToken(page, "The spreadsheet");
        await makeToken(page, "A script that runs at night", ["orders:read", "orders:write", "account:read"]);
        await page.goto("/account/tokens");
      }),
      "a new one, with its secret": asCustomer(async (page) => {
        await page.goto("/account/tokens");
        await page.getByLabel("Name", { exact: true }).fill("The spreadsheet");
        await page.getByRole("checkbox", { name: "See my orders" }).check();
        await press(page, "Make token");
        await page.getByRole("region", { name: /token/i }).first().waitFor();
        await shows(page, "curl");
      }),
      "asked whether to revoke": asCustomer(async (page) => {
        await makeToken(page, "The spreadsheet");
        await page.goto("/account/tokens");
        await press(page, /^Revoke/);
        await page.getByRole("alertdialog").waitFor();
      }),
    },
    loading: NO_WAIT,
    empty: { "none yet": open("/account/tokens") },
    error: SAME_TABLES,
    "not found": NO_ID,
    refused: {
      "a form that is not filled in": asCustomer(leaveUnfilled("/account/tokens", "Make token")),
      "too often": asCustomer(async (page) => {
        await page.goto("/account/tokens");
        await failWith(page, "token.create", 429, "RATE_LIMITED");
        await page.getByLabel("Name", { exact: true }).fill("The spreadsheet");
        await page.getByRole("checkbox", { name: "See my orders" }).check();
        await press(page, "Make token");
        await shows(page, "too often");
      }),
    },
    offline: {
      "nothing is sent": asCustomer(async (page) => {
        await makeToken(page, "The spreadsheet");
        await page.goto("/account/tokens");
        await goOffline(page);
        await press(page, /^Revoke/);
        await press(page, "Yes, revoke token");
        await shows(page, "so nothing was sent");
      }),
    },
  },
  "/account/data": {
    ready: {
      "to take along, or to be forgotten": open("/account/data"),
      "taken along": async (page) => {
        await signIn(page, "customer@example.com");
        await page.goto("/account/data");
        await press(page, "Download my data");
        await shows(page, "Saved as");
      },
      "asked whether to delete it all": asCustomer(async (page) => {
        await page.goto("/account/data");
        await press(page, "Delete my account");
        await page.getByRole("alertdialog").waitFor();
      }),
    },
    loading: {
      "being gathered": asCustomer(async (page) => {
        await page.goto("/account/data");
        await holdBack(page, "account.export");
        await press(page, "Download my data");
        await shows(page, "Gathering");
      }),
    },
    empty: NO_LIST,
    error: {
      "it cannot be gathered": asCustomer(async (page) => {
        await page.goto("/account/data");
        await failWith(page, "account.export");
        await press(page, "Download my data");
        await shows(page, "We cannot reach our database");
      }),
    },
    "not found": NO_ID,
    refused: {
      "a wrong password": asCustomer(async (page) => {
        await page.goto("/account/data");
        await press(page, "Delete my account");
        await page.getByLabel("Current password").fill("not the password");
        await page.getByLabel("Write “delete my account”").fill("delete my account");
        await press(page, "Yes, delete my account");
        await shows(page, "This is not your current password");
      }),
    },
    offline: {
      "nothing is sent": asCustomer(async (page) => {
        await page.goto("/account/data");
        await goOffline(page);
        await press(page, "Download my data");
        await shows(page, "so nothing was sent");
      }),
    },
  },
};

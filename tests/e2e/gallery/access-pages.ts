/** Account pages: sign-in methods, access tokens, and the data of the account. */
import type { Page } from "@playwright/test";
import { addMethod, addPasskey, call, removePassword, signIn, signUp } from "../story";
import { deletionOfWriter } from "./question-scene";
import {
  asCustomer,
  failWith,
  goOffline,
  holdBack,
  NO_ID,
  NO_LIST,
  NO_WAIT,
  openAsCustomer,
  press,
  type Row,
  shows,
  submitEmpty,
} from "./scene";

const SAME_TABLES = "fails like any page if the credentials table can't be read";

const createToken = (page: Page, name: string, scopes = ["account:read", "activity:read"]) =>
  call(page, "token.create", { name, scopes, expiresInDays: 30 });

export const accessPages: Record<string, Row> = {
  "/account/sign-in-methods": {
    ready: {
      password: openAsCustomer("/account/sign-in-methods"),
      "three methods, one just added": async (page) => {
        const email = await signUp(page);
        await addPasskey(email, "Work laptop");
        for (const provider of ["google", "github"]) await addMethod(email, provider);
        await page.goto("/account/sign-in-methods?added=github");
        await shows(page, "Work laptop");
      },
      confirmation: async (page) => {
        await addMethod(await signUp(page), "github");
        await page.goto("/account/sign-in-methods");
        await press(page, "Remove GitHub");
        await shows(page, "Remove GitHub?");
      },
    },
    loading: NO_WAIT,
    empty: "an account has a way in",
    error: SAME_TABLES,
    "not found": NO_ID,
    refused: {
      "method of another account": openAsCustomer("/account/sign-in-methods?error=taken"),
      "provider unavailable": asCustomer(async (page) => {
        await page.route("**/api/auth/csrf", (route) => route.abort());
        await page.goto("/account/sign-in-methods");
        await press(page, "Add GitHub");
        await shows(page, "We couldn't reach the server");
      }),
      "last method": async (page) => {
        const email = await signUp(page);
        await addMethod(email, "github");
        await removePassword(email);
        await page.goto("/account/sign-in-methods");
        await press(page, "Remove GitHub");
        await press(page, "Remove method");
        await shows(page, "This is your only way to sign in");
      },
    },
    offline: {
      "write rejected": async (page) => {
        await addMethod(await signUp(page), "github");
        await page.goto("/account/sign-in-methods");
        await goOffline(page);
        await press(page, "Remove GitHub");
        await press(page, "Remove method");
        await shows(page, "so nothing was sent");
      },
    },
  },
  "/account/tokens": {
    ready: {
      "two tokens": asCustomer(async (page) => {
        await createToken(page, "Spreadsheet");
        await createToken(page, "Nightly export", ["account:read"]);
        await page.goto("/account/tokens");
      }),
      "new token with its secret": asCustomer(async (page) => {
        await page.goto("/account/tokens");
        await page.getByLabel("Name", { exact: true }).fill("Spreadsheet");
        await page.getByRole("checkbox", { name: "See my name and email" }).check();
        await press(page, "Create token");
        await page.getByRole("region", { name: /token/i }).first().waitFor();
        await shows(page, "curl");
      }),
      "revoke confirmation": asCustomer(async (page) => {
        await createToken(page, "Spreadsheet");
        await page.goto("/account/tokens");
        await press(page, /^Revoke/);
        await page.getByRole("alertdialog").waitFor();
      }),
    },
    loading: NO_WAIT,
    empty: { "no tokens": openAsCustomer("/account/tokens") },
    error: SAME_TABLES,
    "not found": NO_ID,
    refused: {
      "empty form": asCustomer(submitEmpty("/account/tokens", "Create token")),
      "rate limited": asCustomer(async (page) => {
        await page.goto("/account/tokens");
        await failWith(page, "token.create", 429, "RATE_LIMITED");
        await page.getByLabel("Name", { exact: true }).fill("Spreadsheet");
        await page.getByRole("checkbox", { name: "See my name and email" }).check();
        await press(page, "Create token");
        await shows(page, "Too many requests");
      }),
    },
    offline: {
      "write rejected": asCustomer(async (page) => {
        await createToken(page, "Spreadsheet");
        await page.goto("/account/tokens");
        await goOffline(page);
        await press(page, /^Revoke/);
        await press(page, "Revoke token");
        await shows(page, "so nothing was sent");
      }),
    },
  },
  "/account/data": {
    ready: {
      "download and delete": openAsCustomer("/account/data"),
      downloaded: async (page) => {
        await signIn(page, "customer@example.com");
        await page.goto("/account/data");
        await press(page, "Download my data");
        await shows(page, "Saved roundtrip-my-data.json");
      },
      ...deletionOfWriter,
      "delete confirmation": asCustomer(async (page) => {
        await page.goto("/account/data");
        await press(page, "Delete account");
        await page.getByRole("alertdialog").waitFor();
      }),
    },
    loading: {
      "download in progress": asCustomer(async (page) => {
        await page.goto("/account/data");
        await holdBack(page, "account.export");
        await press(page, "Download my data");
        await shows(page, "Preparing");
      }),
    },
    empty: NO_LIST,
    error: {
      "download fails": asCustomer(async (page) => {
        await page.goto("/account/data");
        await failWith(page, "account.export");
        await press(page, "Download my data");
        await shows(page, "The database is unavailable");
      }),
    },
    "not found": NO_ID,
    refused: {
      "wrong phrase": asCustomer(async (page) => {
        await page.goto("/account/data");
        await press(page, "Delete account");
        await page.getByLabel("Type “delete my account” to confirm").fill("yes");
        await page.getByRole("alertdialog").getByRole("button", { name: "Delete account" }).click();
        await page.locator("[aria-invalid]").waitFor();
      }),
    },
    offline: {
      "write rejected": asCustomer(async (page) => {
        await page.goto("/account/data");
        await goOffline(page);
        await press(page, "Download my data");
        await shows(page, "so nothing was sent");
      }),
    },
  },
};

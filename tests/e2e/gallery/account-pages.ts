/** Account pages. The redirect of guests to sign-in is covered at /orders. */
import type { Page } from "@playwright/test";
import {
  addMethod,
  ageProofs,
  call,
  expect,
  removePassword,
  setUpApp,
  signIn,
  signInElsewhere,
  signUp,
} from "../story";
import { mailedProfile } from "./mail-pages";
import {
  failWith,
  goOffline,
  holdBack,
  missesRow,
  NO_ID,
  NO_LIST,
  NO_WAIT,
  press,
  type Reach,
  type Row,
  shows,
  submitEmpty,
} from "./scene";

const asCustomer =
  (reach: Reach): Reach =>
  async (page) => {
    await signUp(page);
    await reach(page);
  };
const open = (path: string) => asCustomer((page) => page.goto(path));

const SAME_TABLES = "fails like any page if the credentials table can't be read";

const fillPassword = async (page: Page, password = "another long one") => {
  await page.getByLabel("New password").fill(password);
  await press(page, "Change password");
};

/** The dialog that asks for a proof, after a password change whose last proof is too old. */
const askForProof = async (page: Page) => {
  const email = await signUp(page);
  await page.goto("/account/security");
  await ageProofs(email);
  await fillPassword(page);
  await page.getByLabel("Current password").waitFor();
};

/** Of an account that a provider has made. */
async function askWithoutPassword(page: Page, email: string) {
  await removePassword(email);
  await page.goto("/account/security");
  await ageProofs(email);
  await press(page, "Set up authenticator app");
}

const createToken = (page: Page, name: string, scopes = ["orders:read", "products:read"]) =>
  call(page, "token.create", { name, scopes, expiresInDays: 30 });

export const accountPages: Record<string, Row> = {
  "/account": {
    ready: { profile: open("/account"), ...mailedProfile },
    loading: NO_WAIT,
    empty: NO_LIST,
    error: {
      "saving the name fails": asCustomer(async (page) => {
        await page.goto("/account");
        await failWith(page, "account.update");
        await page.getByLabel("Name").fill("Robin");
        await press(page, "Save name");
        await shows(page, "The database is unavailable");
      }),
    },
    "not found": NO_ID,
    refused: {
      "empty name": asCustomer(async (page) => {
        await page.goto("/account");
        await page.getByLabel("Name").fill("");
        await press(page, "Save name");
        await page.locator("[aria-invalid]").waitFor();
      }),
      "version conflict": asCustomer(async (page) => {
        await page.goto("/account");
        await call(page, "account.update", { name: "Robin There" });
        await page.getByLabel("Name").fill("Robin Here");
        await press(page, "Save name");
        await shows(page, "changed elsewhere");
      }),
    },
    offline: {
      "write rejected": asCustomer(async (page) => {
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
      "no password": async (page) => {
        await removePassword(await signUp(page));
        await page.goto("/account/security");
        await shows(page, "Set a password");
      },
      "with an authenticator app": asCustomer(async (page) => {
        await setUpApp(page);
        await page.goto("/account/security");
      }),
      "setting up an authenticator app": asCustomer(async (page) => {
        await page.goto("/account/security");
        await press(page, "Set up authenticator app");
        await page.getByRole("dialog").getByLabel("Code").waitFor();
      }),
      "new recovery codes": asCustomer(async (page) => {
        await setUpApp(page);
        await page.goto("/account/security");
        await press(page, "New codes");
        await press(page, "Create new codes");
        await page.getByRole("list", { name: "Recovery codes" }).waitFor();
      }),
    },
    loading: NO_WAIT,
    empty: "the current session is always listed",
    error: SAME_TABLES,
    "not found": NO_ID,
    refused: {
      "a proof is wanted": askForProof,
      "a proof is wanted that only a provider can give": async (page) => {
        const email = await signUp(page);
        await addMethod(email, "github");
        await askWithoutPassword(page, email);
        await shows(page, "Confirm with GitHub");
      },
      "a proof is wanted that nothing can give": async (page) => {
        await askWithoutPassword(page, await signUp(page));
        await shows(page, "Choose a password first");
      },
      "wrong password": async (page) => {
        await askForProof(page);
        await page.getByLabel("Current password").fill("not the password");
        await press(page, "Confirm");
        await shows(page, "This is not your current password");
      },
    },
    offline: {
      "write rejected": asCustomer(async (page) => {
        await page.goto("/account/security");
        await goOffline(page);
        await fillPassword(page);
        await shows(page, "so nothing was sent");
      }),
    },
  },
  "/account/activity": {
    ready: {
      "sign-ins, failures and a token": asCustomer(async (page) => {
        await createToken(page, "Spreadsheet");
        await missesRow(page);
        const kinds = async () =>
          (await call(page, "activity.list", {}, "GET")).items.map(({ kind }: { kind: string }) => kind);
        await expect.poll(kinds).toContain("ownership.miss"); // refusals are written in the background
        await page.goto("/account/activity");
        await shows(page, "Request for missing or foreign data");
      }),
    },
    loading: NO_WAIT,
    empty: "a sign-in is always listed",
    error: {
      "the next page fails": asCustomer(async (page) => {
        for (let time = 0; time < 21; time++) await createToken(page, `Token ${time}`);
        await page.goto("/account/activity");
        await failWith(page, "activity.list");
        await press(page, "Load more");
        await shows(page, "The database is unavailable");
      }),
    },
    "not found": NO_ID,
    refused: "sends no writes",
    offline: {
      "no network": asCustomer(async (page) => {
        await page.goto("/account/activity");
        await goOffline(page);
      }),
    },
  },
  "/account/sign-in-methods": {
    ready: {
      password: open("/account/sign-in-methods"),
      "three methods, one just added": async (page) => {
        const email = await signUp(page);
        for (const provider of ["google", "github"]) await addMethod(email, provider);
        await page.goto("/account/sign-in-methods?added=github");
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
      "method of another account": open("/account/sign-in-methods?error=taken"),
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
        await createToken(page, "Nightly export", ["orders:read", "orders:write", "account:read"]);
        await page.goto("/account/tokens");
      }),
      "new token with its secret": asCustomer(async (page) => {
        await page.goto("/account/tokens");
        await page.getByLabel("Name", { exact: true }).fill("Spreadsheet");
        await page.getByRole("checkbox", { name: "See my orders" }).check();
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
    empty: { "no tokens": open("/account/tokens") },
    error: SAME_TABLES,
    "not found": NO_ID,
    refused: {
      "empty form": asCustomer(submitEmpty("/account/tokens", "Create token")),
      "rate limited": asCustomer(async (page) => {
        await page.goto("/account/tokens");
        await failWith(page, "token.create", 429, "RATE_LIMITED");
        await page.getByLabel("Name", { exact: true }).fill("Spreadsheet");
        await page.getByRole("checkbox", { name: "See my orders" }).check();
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
      "download and delete": open("/account/data"),
      downloaded: async (page) => {
        await signIn(page, "customer@example.com");
        await page.goto("/account/data");
        await press(page, "Download my data");
        await shows(page, "Saved roundtrip-my-data.json");
      },
      "delete confirmation of a writer": asCustomer(async (page) => {
        await call(page, "question.ask", { chapter: "push", title: "Who speaks first?", body: "I forgot." });
        await page.goto("/account/data");
        await press(page, "Delete account");
        await page.getByLabel("Keep my questions and answers").check();
      }),
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

/** Account pages: profile, security and activity. The redirect of guests to sign-in is covered by account-pages.spec.ts. */
import type { Page } from "@playwright/test";
import {
  addMethod,
  addPasskey,
  ageProofs,
  call,
  expect,
  removePassword,
  setUpApp,
  signInElsewhere,
  signUp,
} from "../story";
import { mailedProfile } from "./mail-pages";
import {
  asCustomer,
  failWith,
  goOffline,
  missesRow,
  NO_ID,
  NO_LIST,
  NO_WAIT,
  openAsCustomer,
  press,
  type Row,
  shows,
} from "./scene";

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

const createToken = (page: Page, name: string, scopes = ["account:read", "activity:read"]) =>
  call(page, "token.create", { name, scopes, expiresInDays: 30 });

export const accountPages: Record<string, Row> = {
  "/account": {
    ready: { profile: openAsCustomer("/account"), ...mailedProfile },
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
      "one browser": openAsCustomer("/account/security"),
      "no password": async (page) => {
        await removePassword(await signUp(page));
        await page.goto("/account/security");
        await shows(page, "Set a password");
      },
      "with an authenticator app": asCustomer(async (page) => {
        await setUpApp(page);
        await page.goto("/account/security");
      }),
      "a passkey to rename": async (page) => {
        await addPasskey(await signUp(page), "Chrome on Windows");
        await page.goto("/account/security");
        await press(page, "Rename Chrome on Windows");
        await page.getByRole("dialog").getByLabel("Name").waitFor();
      },
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
};

/** Pages of links in mails, on a server whose mails arrive. */
import type { Page } from "@playwright/test";
import { takeLink, verifyAddress } from "../mail-shop";
import { call, forgetCookies, signUp } from "../story";
import { failWith, NO_ID, NO_LIST, NO_WAIT, press, type Reach, type Row, type Scene, shows } from "./scene";

const mailed = (reach: Reach): Scene => ({ shop: "mailed", reach });

/** The link for a new password of a new account, whose first mail is taken. */
async function resetLink(page: Page) {
  const email = await signUp(page);
  await takeLink(email);
  await forgetCookies(page);
  await call(page, "accountLink.requestReset", { email });
  return takeLink(email);
}

const verifyLink = async (page: Page) => takeLink(await signUp(page));

/** A new address that waits for its confirmation. */
async function changeAddress(page: Page) {
  const email = await signUp(page);
  const newEmail = `new-${email}`;
  await call(page, "account.changeEmail", { newEmail });
  return { email, newEmail };
}

/** The link at the old address that undoes a change. */
async function openUndo(page: Page) {
  const { email, newEmail } = await changeAddress(page);
  await verifyAddress(page, email);
  await page.goto(await takeLink(newEmail));
  await press(page, "Confirm my new address");
  await shows(page, "Address changed");
  await page.goto(await takeLink(email));
}

export const mailPages: Record<string, Row> = {
  "/forgot-password": {
    ready: {
      form: mailed((page) => page.goto("/forgot-password")),
      "mail sent": mailed(async (page) => {
        await page.goto("/forgot-password");
        await page.getByLabel("Email").fill("robin@example.test");
        await press(page, "Send the link");
        await shows(page, "Check your mail");
      }),
    },
    loading: NO_WAIT,
    empty: NO_LIST,
    error: {
      "database unavailable": mailed(async (page) => {
        await failWith(page, "accountLink.requestReset");
        await page.goto("/forgot-password");
        await page.getByLabel("Email").fill("robin@example.test");
        await press(page, "Send the link");
        await shows(page, "The database is unavailable");
      }),
    },
    "not found": { "mails are off": (page) => page.goto("/forgot-password") },
    refused: {
      "no address": mailed(async (page) => {
        await page.goto("/forgot-password");
        await press(page, "Send the link");
        await page.locator("[aria-invalid]").waitFor();
      }),
    },
  },
  "/reset-password": {
    ready: {
      form: mailed(async (page) => page.goto(await resetLink(page))),
      done: mailed(async (page) => {
        await page.goto(await resetLink(page));
        await page.getByLabel("New password").fill("another long password");
        await press(page, "Change password");
        await shows(page, "Password changed");
      }),
    },
    loading: NO_WAIT,
    empty: NO_LIST,
    "not found": { "unknown link": (page) => page.goto("/reset-password?link=none") },
    refused: {
      "too short": mailed(async (page) => {
        await page.goto(await resetLink(page));
        await page.getByLabel("New password").fill("short");
        await press(page, "Change password");
        await page.locator("[aria-invalid]").waitFor();
      }),
    },
  },
  "/confirm": {
    ready: {
      "an address": mailed(async (page) => page.goto(await verifyLink(page))),
      "an address, confirmed": mailed(async (page) => {
        await page.goto(await verifyLink(page));
        await press(page, "Confirm my address");
        await shows(page, "Address confirmed");
      }),
      "a new address": mailed(async (page) => page.goto(await takeLink((await changeAddress(page)).newEmail))),
      "a change to take back": mailed(openUndo),
      "a change, taken back": mailed(async (page) => {
        await openUndo(page);
        await press(page, "Take it back");
        await shows(page, "Your account is back");
        await page.getByRole("banner").getByRole("link", { name: "Sign in" }).waitFor({ state: "attached" });
      }),
    },
    loading: NO_WAIT,
    empty: NO_LIST,
    error: {
      "database unavailable": mailed(async (page) => {
        await failWith(page, "accountLink.use");
        await page.goto(await verifyLink(page));
        await press(page, "Confirm my address");
        await shows(page, "The database is unavailable");
      }),
    },
    "not found": NO_ID,
    refused: {
      "unknown link": (page) => page.goto("/confirm?link=none"),
      "not signed in": mailed(async (page) => {
        const link = await verifyLink(page);
        await page.context().clearCookies();
        await page.goto(link);
      }),
      "signed in to another account": mailed(async (page) => {
        const { newEmail } = await changeAddress(page);
        await page.context().clearCookies();
        await signUp(page);
        await page.goto(await takeLink(newEmail));
      }),
    },
  },
};

/** The address in the profile, which can be confirmed and changed where mails are on. */
export const mailedProfile: Record<string, Scene> = {
  "address not confirmed": mailed(async (page) => {
    await signUp(page);
    await page.goto("/account");
  }),
  "new address, not confirmed": mailed(async (page) => {
    await changeAddress(page);
    await page.goto("/account");
  }),
  "form for a new address": mailed(async (page) => {
    await signUp(page);
    await page.goto("/account");
    await press(page, "Change address");
  }),
};

/** A server on the same build, with a database of its own, whose mails arrive at a mail server of the tests. */
import { readFileSync } from "node:fs";
import type { Page } from "@playwright/test";
import { freePort } from "../../scripts/process.mjs";
import { type ReceivedMail, startMailServer } from "../setup/mail-server";
import { type MAIL_DATABASES, URL_FILE } from "./files";
import { startSecondServer } from "./second-server";
import { call, expect } from "./story";

let received: ReceivedMail[] = [];

/** Starts both. @returns the server's origin, and how to stop them */
export async function startMailShop(database: (typeof MAIL_DATABASES)[number]) {
  const databaseUrl = new URL(readFileSync(URL_FILE, "utf8"));
  databaseUrl.pathname = database;
  const mailServer = await startMailServer();
  received = mailServer.mails;
  const port = String(await freePort(0));
  const settings = { SMTP_URL: mailServer.url, NEXTAUTH_URL: `http://localhost:${port}`, PORT: port };
  const server = await startSecondServer(databaseUrl.href, settings);
  return {
    origin: server.origin,
    async stop() {
      await server.stop();
      await mailServer.close();
    },
  };
}

/** Waits for the next mail to an address, and takes it. */
export async function takeMail(to: string): Promise<ReceivedMail> {
  await expect.poll(() => received.some((mail) => mail.to === to), { message: `a mail to ${to}` }).toBe(true);
  const [mail] = received.splice(
    received.findIndex((it) => it.to === to),
    1,
  );
  return mail as ReceivedMail;
}

/** Confirms the address of a new account by the link in its first mail. */
export async function verifyAddress(page: Page, email: string): Promise<void> {
  const secret = new URL(await takeLink(email)).searchParams.get("link");
  await call(page, "accountLink.use", { secret });
}

/** The link in the next mail to an address, as its text has it. */
export async function takeLink(to: string): Promise<string> {
  const { text } = await takeMail(to);
  const [link] = /http:\S+link=\S+/.exec(text) ?? [];
  if (!link) throw new Error(`The mail has no link:\n${text}`);
  return link;
}

/** What somebody does first with the project: `npm run dev` in a clean environment, and a sign-in with the account that it names. */
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { chromium, expect, type Page } from "@playwright/test";
import { findBrowser } from "../setup/browser.mjs";
import { collect } from "../setup/scripts";

const PATIENCE_MS = 180_000;
/** Lines of Next, of the log in development, and of Node. How fast a disk is depends on the machine. */
const IS_FAULT = /⨯|is killed$|⚠(?! Slow filesystem)|^\[[\d:]+\] (WARN|ERROR|FATAL)|^\s*\w*(Error|Warning):/m;

/** A new user's environment: no settings of a database, a port or a test runner. Next reports nothing about tests. */
const environment = () => {
  const { PATH, HOME, TMPDIR, LANG } = process.env;
  return { ...{ PATH, HOME, TMPDIR, LANG }, PORT: "0", NEXT_TELEMETRY_DISABLED: "1" } as unknown as NodeJS.ProcessEnv;
};

type Started = { origin: string; email: string; password: string };

/** Signs in with the account that the server names, by the links and buttons of the home page. */
async function signIn(page: Page, { origin, email, password }: Started): Promise<void> {
  await page.goto(origin);
  await page.getByRole("link", { name: "Sign in with a demo account" }).click();
  const fill = page.getByRole("button", { name: email });
  await expect(async () => {
    await fill.click(); // without effect before the page is hydrated
    await expect(page.getByLabel("Email")).toHaveValue(email, { timeout: 1000 });
  }).toPass({ timeout: PATIENCE_MS });
  await expect(page.getByLabel("Password")).toHaveValue(password);
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
  await expect(page.getByRole("heading", { name: "Hello, Robin Castle" })).toBeVisible({ timeout: PATIENCE_MS });
  await page.getByRole("link", { name: "Account", exact: true }).first().click();
  await expect(page.getByRole("heading", { level: 1, name: "Profile" })).toBeVisible({ timeout: PATIENCE_MS });
}

/** Runs `work` with a page. @returns what the browser's console reported */
async function withPage(work: (page: Page) => Promise<void>): Promise<string[]> {
  const browser = await chromium.launch({ executablePath: (await findBrowser()) || undefined, args: ["--no-sandbox"] });
  try {
    const page = await browser.newPage();
    page.setDefaultTimeout(PATIENCE_MS);
    const reported: string[] = [];
    page.on("console", (message) => {
      if (message.type() === "error" || message.type() === "warning") reported.push(message.text());
    });
    page.on("pageerror", (error) => reported.push(String(error)));
    await work(page);
    return reported;
  } finally {
    await browser.close();
  }
}

/** The server's address, its account and the password, once it has printed them. @throws Error if it ends before */
async function started(server: ChildProcess, output: { text: string }): Promise<Started> {
  const ended = once(server, "close").then(() => true);
  for (;;) {
    const [, origin] = /runs at \S*?(http:\/\/localhost:\d+)/.exec(output.text) ?? [];
    const [, email, password] = /Sign in as (\S+?),.*password: (\S+)/.exec(output.text) ?? [];
    if (origin && email && password) return { origin, email, password };
    const next = Promise.race([ended, once(server.stdout as NodeJS.ReadableStream, "data").then(() => false)]);
    if (await next) throw new Error("npm run dev ended by itself.");
  }
}

/** @throws Error with the server's output, if anything isn't as it should be */
export async function visitDevServer(folder: string): Promise<void> {
  const options = { cwd: folder, env: environment(), detached: true } as const; // a group, as a terminal makes it
  const server = spawn("npm", ["run", "dev"], options);
  const output = collect(server);
  const ended = once(server, "close");
  /** Ends the group as Ctrl-C does, and waits until none of its processes writes any more. */
  function stop() {
    if (server.exitCode === null && server.signalCode === null) process.kill(-(server.pid as number), "SIGINT");
    return ended;
  }
  try {
    const found = await started(server, output);
    const reported = await withPage((page) => signIn(page, found));
    expect(reported, "Errors and warnings of the browser's console").toEqual([]);
    await stop();
    expect(output.text, "What the server printed").not.toMatch(IS_FAULT);
    await expect(fetch(found.origin), "The server is gone").rejects.toThrow();
  } catch (error) {
    throw new Error(`${(error as Error).message}\n${output.text}`);
  } finally {
    await stop();
  }
}

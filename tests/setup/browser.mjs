/**
 * Finds or installs a browser for the browser tests. Chromium's headless shell is preferred: it takes a third less time
 * than a full browser.
 */
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { chromium } from "@playwright/test";
import { root, say } from "../../scripts/setup.mjs";
import { ensureDebianPackage } from "./debian-package.mjs";

const DEBIAN_SHELL = "/usr/bin/chromium-headless-shell";
const FULL_BROWSERS = [
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome",
  "/usr/bin/google-chrome-stable",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "/Applications/Chromium.app/Contents/MacOS/Chromium",
  "C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe",
];

/**
 * @returns {Promise<string>} its path; "" for the one that Playwright has installed
 * @throws Error with the commands to run if there is none
 */
export async function findBrowser() {
  const { CHROMIUM_PATH: named } = process.env;
  if (named && !existsSync(named)) throw new Error(`CHROMIUM_PATH names ${named}, which does not exist.`);
  const found =
    named ?? (await findShell()) ?? (await installShell()) ?? FULL_BROWSERS.find((path) => existsSync(path));
  if (found !== undefined) return found;
  throw new Error(
    "The browser tests need Chrome or Chromium. Run one of these commands, then try again:\n" +
      "    npx playwright install --with-deps chromium\n    export CHROMIUM_PATH=/path/to/chrome",
  );
}

async function findShell() {
  if (existsSync(DEBIAN_SHELL)) return DEBIAN_SHELL;
  const installed = await chromium.launch().catch(() => undefined);
  await installed?.close();
  return installed && "";
}

async function installShell() {
  say("Downloading Chromium's headless shell with Playwright ...");
  const playwright = [join(root, "node_modules/@playwright/test/cli.js"), "install", "--only-shell", "chromium"];
  spawnSync(process.execPath, playwright, { stdio: "ignore", timeout: 180_000 });
  return (
    (await findShell()) ?? (ensureDebianPackage("chromium-headless-shell", DEBIAN_SHELL) ? DEBIAN_SHELL : undefined)
  );
}

/** Finds a Chrome or Chromium for the browser tests, or gets one. */
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { chromium } from "@playwright/test";
import { root, say } from "../../scripts/setup.mjs";

const INSTALLED = [
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome",
  "/usr/bin/google-chrome-stable",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "/Applications/Chromium.app/Contents/MacOS/Chromium",
  "C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe",
];

/** @returns {string | undefined} the path of a browser; undefined after saying what to type */
export function findBrowser() {
  if (process.env.CHROMIUM_PATH) {
    if (existsSync(process.env.CHROMIUM_PATH)) return process.env.CHROMIUM_PATH;
    console.error(`✗ CHROMIUM_PATH names ${process.env.CHROMIUM_PATH}, which does not exist.`);
    return undefined;
  }
  const present = () => [...INSTALLED, chromium.executablePath()].find((path) => existsSync(path));
  if (present()) return present();

  say("Downloading Chromium with Playwright ...");
  const cli = join(root, "node_modules/@playwright/test/cli.js");
  spawnSync(process.execPath, [cli, "install", "chromium"], { stdio: "ignore", timeout: 180_000 });
  if (present()) return present();

  if (process.getuid?.() === 0 && existsSync("/etc/debian_version")) {
    say("Installing Debian's package chromium with apt-get ...");
    const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
    for (const args of [
      ["update", "-qq"],
      ["install", "-y", "-qq", "chromium"],
    ]) {
      spawnSync("apt-get", args, { stdio: "ignore", env });
    }
    if (present()) return present();
  }
  console.error("✗ There is no Chrome or Chromium for the browser tests. Type one of these, then npm test again:");
  console.error("    npx playwright install --with-deps chromium\n    export CHROMIUM_PATH=/path/to/chrome");
  return undefined;
}

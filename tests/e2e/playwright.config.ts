import { defineConfig, devices } from "@playwright/test";
import { findBrowser } from "../setup/browser.mjs";
import { ORIGIN, READY } from "./files";

process.env.CHROMIUM_PATH = await findBrowser(); // workers inherit it when they evaluate this file again

export default defineConfig({
  testDir: ".",
  outputDir: "../../.data/test-results/e2e",
  fullyParallel: true,
  forbidOnly: true,
  workers: 2,
  // A browser on a busy machine. What needed a second try is listed as flaky, and has to be mended.
  retries: process.env.CI ? 1 : 0,
  // Far more than needed on an idle machine: these end a hanging test, on a machine that runs several suites as well.
  timeout: 120_000,
  expect: { timeout: 30_000 },
  use: {
    ...devices["Desktop Chrome"],
    baseURL: ORIGIN || undefined, // known once the server runs: the workers read this file again
    // Traces would add a third to the run time. Use --trace=on to debug a failing test.
    screenshot: "only-on-failure",
    actionTimeout: 30_000,
    launchOptions: {
      executablePath: process.env.CHROMIUM_PATH || undefined, // "" selects Playwright's own browser
      env: { ...process.env, LC_ALL: "C.UTF-8" }, // otherwise no downloads to a folder with an umlaut in its path
      // One renderer process saves a fifth of the run time; site isolation isn't needed for our own pages.
      args: ["--renderer-process-limit=1"],
    },
  },
  projects: [
    // One at a time, on a database of their own. First, because they mostly wait.
    { name: "drills", testDir: "drills", fullyParallel: false, workers: 1 },
    { name: "stories", testIgnore: ["**/server-log.spec.ts", "**/e2e/drills/**"] },
    { name: "server-log", testMatch: /server-log/, dependencies: ["stories"] },
  ],
  webServer: {
    command: "node --import tsx server.ts",
    wait: { stdout: READY },
    timeout: 900_000,
    stdout: "pipe",
    gracefulShutdown: { signal: "SIGTERM", timeout: 60_000 },
  },
});

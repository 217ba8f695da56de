import { defineConfig, devices } from "@playwright/test";
import { findBrowser } from "../setup/browser.mjs";
import { ORIGIN, PORT } from "./files";

process.env.CHROMIUM_PATH = await findBrowser(); // for the workers, too, who read this file again

export default defineConfig({
  testDir: ".",
  outputDir: "../../.data/test-results/e2e",
  fullyParallel: true,
  forbidOnly: true,
  workers: 2,
  timeout: 45_000,
  expect: { timeout: 10_000 },
  use: {
    ...devices["Desktop Chrome"],
    baseURL: ORIGIN,
    // A trace of each test would cost a third of the time. One that fails is looked into with --trace=on.
    screenshot: "only-on-failure",
    actionTimeout: 10_000,
    launchOptions: {
      executablePath: process.env.CHROMIUM_PATH || undefined, // "" is Playwright's own
      // All pages are ours: a process for each navigation would cost a fifth of the time.
      args: ["--renderer-process-limit=1"],
    },
  },
  projects: [
    { name: "stories", testIgnore: /server-log/ },
    { name: "aftermath", testMatch: /server-log/, dependencies: ["stories"] },
  ],
  webServer: {
    command: "node --import tsx server.ts",
    url: `${ORIGIN}/products`,
    env: { PORT: String(PORT) },
    timeout: 300_000,
    stdout: "pipe",
    gracefulShutdown: { signal: "SIGTERM", timeout: 15_000 },
  },
});

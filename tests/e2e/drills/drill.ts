/** The fixtures of the drills: a database for all drills of a worker, and a server on it. */
import { test as base } from "@playwright/test";
import { type DrillDatabase, startDrillDatabase } from "./database";
import { type DrillServer, startDrillServer } from "./server";

export const test = base.extend<object, { database: DrillDatabase; server: DrillServer }>({
  database: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright wants a pattern
    async ({}, use) => {
      const database = await startDrillDatabase();
      await use(database);
      await database.stop();
    },
    { scope: "worker", timeout: 120_000 },
  ],
  server: [
    async ({ database }, use) => {
      const server = await startDrillServer(database.url);
      await use(server);
      await server.stop();
    },
    { scope: "worker", timeout: 120_000 },
  ],
});

export { expect } from "@playwright/test";

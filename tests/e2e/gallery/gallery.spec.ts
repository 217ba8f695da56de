/**
 * Renders every page in its states, in two themes and two sizes. Checks accessibility and overflow, and saves screenshots
 * to .data/gallery with an index.html. The other files in this folder define the scenes; a page without a parameter in its
 * path needs none to be rendered once, as an administrator sees it.
 */
import { readFileSync } from "node:fs";
import type { Browser, Page } from "@playwright/test";
import { Client } from "pg";
import { hasParameter, pagePaths } from "../../setup/page-paths";
import { EMPTY_DATABASE, URL_FILE } from "../files";
import { startMailShop } from "../mail-shop";
import { startSecondServer } from "../second-server";
import { addressOf, expect, forgetCookies, signIn, signUp, test } from "../story";
import { accessPages } from "./access-pages";
import { accountPages } from "./account-pages";
import { adminPages } from "./admin-pages";
import { capture, SIZES } from "./capture";
import { entryPages } from "./entry-pages";
import { learnPages } from "./learn-pages";
import { mailPages } from "./mail-pages";
import { orderAdminPages } from "./order-admin-pages";
import { orderPages } from "./order-pages";
import { questionPages } from "./question-pages";
import { writeIndex } from "./report";
import { type Row, type Shop, STATES } from "./scene";
import { shopPages } from "./shop-pages";
import { LOSE_TABLES } from "./shop-scene";

const SCENES: Record<string, Row> = {
  ...shopPages,
  ...entryPages,
  ...orderPages,
  ...orderAdminPages,
  ...learnPages,
  ...questionPages,
  ...accountPages,
  ...accessPages,
  ...mailPages,
  ...adminPages,
};

const visit = (path: string): Row => ({
  ready: {
    "as an administrator": async (page) => {
      await signIn(page, "admin@example.com");
      await page.goto(path);
    },
  },
});
const unplanned = pagePaths.filter((path) => !SCENES[path]);
const PAGES = {
  ...SCENES,
  ...Object.fromEntries(unplanned.filter((it) => !hasParameter(it)).map((it) => [it, visit(it)])),
};

const scenes = Object.entries(PAGES).flatMap(([path, row]) =>
  STATES.flatMap((state) => {
    const cell = row[state];
    if (!cell || typeof cell === "string") return [];
    return Object.entries(cell).map(([name, scene]) => {
      const { shop, reach } = typeof scene === "function" ? { shop: "full" as const, reach: scene } : scene;
      return { path, title: `${state}: ${name}`, shop, reach, disabledRules: row.disabledRules };
    });
  }),
);
const scenesOf = (wanted: Shop) => scenes.filter(({ shop }) => shop === wanted);

// The browser logs the provoked error responses. Violations of the content security policy still fail the test.
test.use({
  expectedErrors:
    /the server responded with a status of|net::ERR|Failed to fetch|^TRPCClientError: The database is unavailable/,
});
test.setTimeout(300_000); // the longest has 19 scenes of 4 pictures

test("every page of src/app has a ready scene", () => {
  expect(
    unplanned.filter(hasParameter),
    "Add a row to a file of tests/e2e/gallery, whose ready scene creates what the page shows",
  ).toEqual([]);
  expect(Object.keys(PAGES).filter((path) => path !== "any address" && !pagePaths.includes(path))).toEqual([]);
  expect(Object.keys(PAGES).filter((path) => path !== "any address" && typeof PAGES[path]?.ready !== "object")).toEqual(
    [],
  );
  writeIndex(PAGES);
});

for (const path of Object.keys(PAGES)) {
  const pageScenes = scenesOf("full").filter((scene) => scene.path === path);
  test(`${path} in ${pageScenes.length} states`, async ({ page, context }) => {
    for (const { title, reach, disabledRules } of pageScenes) {
      await test.step(title, async () => {
        await context.setExtraHTTPHeaders(addressOf(path + title));
        await reach(page);
        await capture(page, path, title, disabledRules);
        await reset(page);
      });
    }
  });
}

/** Clears routes, storage and cookies for the next scene. */
async function reset(page: Page) {
  await page.unrouteAll({ behavior: "ignoreErrors" });
  await page.context().setOffline(false);
  await page.evaluate(() => window.localStorage.clear());
  await forgetCookies(page);
}

test("an empty shop, then missing tables, then no session table", async ({ browser }) => {
  const url = new URL(readFileSync(URL_FILE, "utf8"));
  url.pathname = EMPTY_DATABASE;
  const database = new Client({ connectionString: url.href });
  await database.connect();
  const server = await startSecondServer(url.href);
  const context = await browser.newContext({ baseURL: server.origin });
  const page = await context.newPage();
  const captureAll = async (shop: Shop) => {
    for (const { path, title, reach } of scenesOf(shop)) {
      await test.step(`${path} ${title}`, async () => {
        await reach(page);
        await capture(page, path, title);
      });
    }
  };
  try {
    await signUp(page);
    await database.query("UPDATE users SET role = 'ADMIN'");
    await captureAll("empty");
    for (const losing of [LOSE_TABLES]) await database.query(losing);
    await captureAll("broken");
    await database.query("ALTER TABLE credentials RENAME TO lost_credentials");
    await captureAll("without a database");
  } finally {
    await context.close();
    await server.stop();
    await database.end();
  }
});

/** Captures the scenes of a server, one after the other, and stops it. */
async function captureAt(browser: Browser, shop: Shop, server: { origin: string; stop: () => Promise<unknown> }) {
  try {
    const page = await browser.newPage({ baseURL: server.origin });
    for (const { path, title, reach, disabledRules } of scenesOf(shop)) {
      await test.step(`${path} ${title}`, async () => {
        await page.context().setExtraHTTPHeaders(addressOf(shop + path + title));
        await page.setViewportSize(SIZES.desktop);
        await reach(page);
        await capture(page, path, title, disabledRules);
        await reset(page);
      });
    }
    await page.close();
  } finally {
    await server.stop();
  }
}

test("the inspector in its states", async ({ browser }) => {
  await captureAt(browser, "inspected", await startSecondServer(undefined, { INSPECTOR: "true" }));
});

test("pages of links in mails", async ({ browser }) => {
  await captureAt(browser, "mailed", await startMailShop("mails_of_pages"));
});

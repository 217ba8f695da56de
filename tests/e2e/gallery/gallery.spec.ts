/**
 * Every page in every state that it can have, on purpose: looked at in both themes and two sizes, held to axe, and kept
 * as pictures in .data/gallery, with index.html to read them by. The table of what there is stands in the files beside.
 */
import { readdirSync, readFileSync } from "node:fs";
import { basename, dirname, join, sep } from "node:path";
import type { Page } from "@playwright/test";
import { Client } from "pg";
import { EMPTY_DATABASE, URL_FILE } from "../files";
import { startSecondServer } from "../second-server";
import { addressOf, expect, signUp, test } from "../story";
import { accountPages } from "./account-pages";
import { deskPages } from "./desk-pages";
import { entryPages } from "./entry-pages";
import { look } from "./look";
import { orderPages } from "./order-pages";
import { type Row, type Shop, STATES } from "./scene";
import { writeSheet } from "./sheet";
import { shopPages } from "./shop-pages";

const PAGES: Record<string, Row> = { ...shopPages, ...entryPages, ...orderPages, ...accountPages, ...deskPages };

const scenes = Object.entries(PAGES).flatMap(([path, row]) =>
  STATES.flatMap((state) => {
    const cell = row[state];
    if (typeof cell === "string") return [];
    return Object.entries(cell).map(([name, scene]) => {
      const { shop, reach } = typeof scene === "function" ? { shop: "full" as const, reach: scene } : scene;
      return { path, title: `${state}: ${name}`, shop, reach, excepted: row.excepted };
    });
  }),
);
const inShop = (wanted: Shop) => scenes.filter(({ shop }) => shop === wanted);

// What the browser says of answers that are errors, on purpose. A breach of the content security policy is none of these.
test.use({
  expectedErrors:
    /the server responded with a status of|net::ERR|Failed to fetch|^TRPCClientError: We cannot reach our database/,
});
test.setTimeout(180_000);

test("no page is missing in the table", () => {
  const app = join(import.meta.dirname, "../../../src/app");
  const pages = readdirSync(app, { recursive: true, encoding: "utf8" })
    .filter((file) => basename(file) === "page.tsx")
    .map((file) => `/${dirname(file).split(sep).join("/")}`.replace(/^\/\.$/, "/"));
  expect(
    Object.keys(PAGES)
      .filter((path) => path !== "any address")
      .sort(),
  ).toEqual(pages.sort());
  writeSheet(PAGES);
});

for (const path of Object.keys(PAGES)) {
  const shown = inShop("full").filter((scene) => scene.path === path);
  test(`${path} in ${shown.length} states`, async ({ page, context }) => {
    for (const { title, reach, excepted } of shown) {
      await test.step(title, async () => {
        await context.setExtraHTTPHeaders(addressOf(path + title));
        await reach(page);
        await look(page, path, title, excepted);
        await leave(page);
      });
    }
  });
}

/** Leaves nothing behind for the next scene. */
async function leave(page: Page) {
  await page.unrouteAll({ behavior: "ignoreErrors" });
  await page.context().setOffline(false);
  await page.evaluate(() => window.localStorage.clear());
  await page.goto("about:blank");
  await page.context().clearCookies();
}

test("a shop that begins, and the same when its database fails", async ({ browser }) => {
  const url = new URL(readFileSync(URL_FILE, "utf8"));
  url.pathname = EMPTY_DATABASE;
  const database = new Client({ connectionString: url.href });
  await database.connect();
  const server = await startSecondServer(url.href);
  const context = await browser.newContext({ baseURL: server.origin });
  const page = await context.newPage();
  const lookAt = async (shop: Shop) => {
    for (const { path, title, reach } of inShop(shop)) {
      await test.step(`${path} ${title}`, async () => {
        await reach(page);
        await look(page, path, title);
      });
    }
  };
  try {
    await signUp(page);
    await database.query("UPDATE users SET role = 'ADMIN'");
    await lookAt("empty");
    await database.query("ALTER TABLE orders RENAME TO lost_orders; ALTER TABLE products RENAME TO lost_products");
    await lookAt("broken");
    await database.query("ALTER TABLE credentials RENAME TO lost_credentials");
    await lookAt("without a database");
  } finally {
    await context.close();
    await server.stop();
    await database.end();
  }
});

/** The costs of every page in the production build are those of tests/setup/budgets.ts. */
import { readFileSync } from "node:fs";
import { gzipSync } from "node:zlib";
import type { APIRequestContext, Browser } from "@playwright/test";
import { checkBudgets, pages } from "../setup/budgets";
import { startDatabaseProxy } from "../setup/database-proxy";
import { pagePaths } from "../setup/page-paths";
import { SEEDED_DATABASE, URL_FILE } from "./files";
import { startSecondServer } from "./second-server";
import { call, expect, signIn, test } from "./story";

/** The scripts that a page loads at first. */
function scriptsOf(html: string): string[] {
  const tags = html.match(/<(?:script|link)\b[^>]*>/g) ?? [];
  const scripts = tags.filter(
    (tag) => !/nomodule/i.test(tag) && (tag.startsWith("<script") || /as="script"/.test(tag)),
  );
  return [...new Set(scripts.flatMap((tag) => /(?:src|href)="([^"]+)"/.exec(tag)?.[1] ?? []))];
}

/** Sizes of scripts with gzip; each is loaded once. */
function createScales(request: APIRequestContext) {
  const sizes = new Map<string, Promise<number>>();
  const load = async (file: string) => gzipSync(await (await request.get(file)).body()).length;
  return async function weigh(html: string) {
    const files = scriptsOf(html);
    for (const file of files) sizes.set(file, sizes.get(file) ?? load(file));
    return (await Promise.all(files.map((file) => sizes.get(file) ?? 0))).reduce((sum, size) => sum + size, 0);
  };
}

/** Pages that do not exist on this server: one below /admin, and those that need mails. */
const MISSING = ["/admin/[...path]", "/forgot-password", "/mailbox"];

type Server = Awaited<ReturnType<typeof startCountedServer>>;

/** A server on the seeded database that no story changes, and the count of its statements. */
async function startCountedServer() {
  const databaseUrl = new URL(readFileSync(URL_FILE, "utf8"));
  databaseUrl.pathname = SEEDED_DATABASE;
  const database = await startDatabaseProxy(databaseUrl.href);
  const server = await startSecondServer(database.url, { DIRECT_URL: databaseUrl.href });
  return {
    origin: server.origin,
    countStatements: database.countStatements,
    async stop() {
      await server.stop();
      database.stop();
    },
  };
}

/** A page of a visitor or a user, with cookies of its own. */
async function openPage(browser: Browser, baseURL: string, email?: string) {
  const page = await (await browser.newContext({ baseURL })).newPage();
  if (email) await signIn(page, email);
  return page;
}

/** The figures of every page on a server. */
async function measurePages(browser: Browser, { origin, countStatements }: Server) {
  const visitor = await openPage(browser, origin);
  const customer = await openPage(browser, origin, "customer@example.com");
  const admin = await openPage(browser, origin, "admin@example.com");
  const weigh = createScales(visitor.request);
  const [product] = (await call(customer, "product.list", { search: "Opal Globe Lamp" }, "GET")).items;
  const [order] = (await call(customer, "order.list", {}, "GET")).items;
  const questions = (await call(customer, "question.list", { chapter: "one-channel" }, "GET")).items;
  const { id: thread } = questions.find(({ isSolved }: { isSolved: boolean }) => isSolved);
  const ids: Record<string, string> = {
    products: product.id,
    orders: order.id,
    learn: "one-channel",
    questions: thread,
  };

  async function load(path: string) {
    const { request } = path.startsWith("/sign-") ? visitor : path.startsWith("/admin") ? admin : customer;
    const address = path.replaceAll(
      /([\w-]+)\/\[[^\]]+\]/g,
      (_, parent: string) => `${parent}/${ids[parent] ?? "none"}`,
    );
    const before = countStatements();
    const response = await request.get(address, { maxRedirects: 0 });
    const html = await response.text();
    expect([path, response.status()]).toEqual([path, MISSING.includes(path) ? 404 : 200]);
    return { statements: countStatements() - before, html: Buffer.byteLength(html), script: await weigh(html) };
  }

  const measured: typeof pages = {};
  for (const path of pagePaths) {
    // The first load of a user also notes the use of the session.
    const loads = [await load(path), await load(path)];
    const least = (figure: keyof (typeof loads)[number]) => Math.min(...loads.map((it) => it[figure]));
    measured[path] = { statements: least("statements"), html: least("html"), script: least("script") };
  }
  for (const page of [visitor, customer, admin]) await page.context().close();
  return measured;
}

test.describe.configure({ retries: 0 }); // a second run would find the sessions and events of the first

test("every page: statements, HTML and JavaScript of a load are those of its row", async ({ browser }) => {
  const server = await startCountedServer();
  const measured = await measurePages(browser, server).finally(server.stop);
  checkBudgets(pages, measured);
});

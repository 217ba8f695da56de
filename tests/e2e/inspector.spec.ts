/** The inspector in production: the calls of a tab with their traces, for administrators, where the setting is on. */
import { execFileSync } from "node:child_process";
import { type Browser, test as base, type Page } from "@playwright/test";
import { openInspector, openTab, selectCall } from "./gallery/inspector";
import { startSecondServer } from "./second-server";
import { addressOf, expect, makeAdmin, makeToken, signUp } from "./story";

type Server = Awaited<ReturnType<typeof startSecondServer>>;

const test = base.extend<object, { server: Server }>({
  server: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of the fixtures from it.
    async ({}, use) => {
      const server = await startSecondServer(undefined, { INSPECTOR: "true", STREAM_SECONDS: "5" });
      await use(server);
      await server.stop();
    },
    { scope: "worker" },
  ],
});

const openPage = (browser: Browser, { origin }: Server) =>
  browser.newPage({ baseURL: origin, extraHTTPHeaders: addressOf(test.info().testId) });

/** An administrator's page, and the errors of its console. */
async function openAdminPage(browser: Browser, server: Server) {
  const page = await openPage(browser, server);
  const errors: string[] = [];
  page.on("pageerror", (error) => errors.push(String(error)));
  page.on("console", (message) => {
    if (message.type() === "error" || message.type() === "warning") errors.push(message.text());
  });
  await makeAdmin(await signUp(page));
  await page.goto("/account/tokens");
  return { page, errors };
}

async function createToken(page: Page, name: string) {
  await page.getByRole("textbox", { name: "Name" }).fill(name);
  await page.getByRole("checkbox").first().check();
  await page.getByRole("button", { name: "Create token" }).click();
  await expect(page.getByRole("region", { name: `Token “${name}” created` })).toBeVisible();
}

test("a call has its waterfall, messages, SQL, log and REST operation; its curl gets the same answer", async ({
  browser,
  server,
}) => {
  const { page, errors } = await openAdminPage(browser, server);
  await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
  const drawer = await openInspector(page);
  await page.keyboard.press("Escape");
  await expect(drawer).toBeHidden();
  await createToken(page, "It's a token");
  await page.keyboard.press("Control+Backquote");
  await selectCall(drawer, /token\.create/);

  const waterfall = drawer.getByRole("list", { name: "Timeline" });
  for (const bar of [
    "wait for a connection Browser",
    "request to first byte Network",
    "POST /api/trpc/token.create Server",
    "guard Guard",
    "identify Identity",
    "token.create Procedure",
    "rateLimit Middleware",
    "requireUser Middleware",
    "service Service",
    "download Network",
  ]) {
    await expect(waterfall.getByRole("button", { name: bar })).toBeVisible();
  }
  await expect(waterfall.getByRole("button", { name: /INSERT.* SQL/ }).first()).toBeVisible();
  await waterfall.getByRole("button", { name: "identify Identity" }).focus();
  await expect(drawer.getByText(/Identity: identify · starts at/)).toBeVisible();
  await expect(drawer.getByText(/Answered by pid \d+/)).toBeVisible();

  await openTab(drawer, "Response");
  await expect(drawer.getByText("traceparent", { exact: true })).toBeVisible();
  await expect(drawer.getByRole("tabpanel")).toContainText("rtp_");
  await openTab(drawer, "SQL");
  await expect(drawer.getByRole("tabpanel")).toContainText("INSERT INTO");
  await openTab(drawer, "Log");
  await expect(drawer.getByRole("tabpanel")).toContainText('"path": "token.create"');
  await openTab(drawer, "REST");
  await expect(drawer.getByRole("tabpanel")).toContainText("/api/v1/tokens");
  await openTab(drawer, "Request");
  await expect(drawer.getByText(/^[^ ]+=…(; [^ ]+=…)*$/)).toBeVisible(); // the cookies, without their values

  await drawer.getByRole("button", { name: "Copy as curl" }).click();
  const command = await page.evaluate(() => navigator.clipboard.readText());
  const cookies = await page.context().cookies();
  const COOKIE = cookies.map(({ name, value }) => `${name}=${value}`).join("; ");
  const answer = execFileSync("sh", ["-c", `${command} --silent`], {
    encoding: "utf8",
    env: { ...process.env, COOKIE },
  });
  expect(JSON.parse(answer)[0].result.data.json).toMatchObject({ name: "It's a token" });
  expect(errors).toEqual([]);
  await page.close();
});

test("a page load has the server's calls; a stream has its events, later its trace; Escape closes", async ({
  browser,
  server,
}) => {
  const { page, errors } = await openAdminPage(browser, server);
  const button = page.getByRole("button", { name: /^Network/ });
  await button.click();
  const drawer = await openInspector(page);
  await selectCall(drawer, /account\/tokens.*load/);
  await expect(drawer.getByText("For this page, the server called")).toBeVisible();
  await expect(drawer.getByRole("button", { name: "token.list Procedure" })).toBeVisible();

  await expect(async () => {
    await selectCall(drawer, /change\.onChange.*stream/); // the newest: the server ends each after a while
    await openTab(drawer, "Response");
    await makeToken(page, "Elsewhere");
    await expect(drawer.getByRole("list", { name: "Events" })).toContainText('"topic":"token"', { timeout: 2000 });
  }).toPass();
  await openTab(drawer, "Timeline");
  await expect(drawer.getByRole("button", { name: "change.onChange Procedure" })).toBeVisible(); // once it has ended

  await page.keyboard.press("Escape");
  await expect(drawer).toBeHidden();
  await expect(button).toBeFocused();
  expect(errors).toEqual([]);
  await page.close();
});

/** The scripts and styles of a page that contain the inspector. */
async function inspectorFiles(page: Page) {
  await page.locator("section[aria-label^=Notifications]").waitFor({ state: "attached" }); // loaded last
  const files = await page.evaluate(() =>
    performance.getEntriesByType("resource").flatMap(({ name }) => (/\.(js|css)$/.test(name) ? [name] : [])),
  );
  expect(files.length).toBeGreaterThan(5);
  const texts = await Promise.all(files.map(async (file) => (await page.request.get(file)).text()));
  return texts.filter((text) => text.includes("inspector-button")).length;
}

test("visitors and customers get neither the inspector nor its scripts", async ({ browser, server }) => {
  const page = await openPage(browser, server);
  const button = page.getByRole("button", { name: /^Network/ });
  await page.goto("/");
  expect([await inspectorFiles(page), await button.count()]).toEqual([0, 0]);
  const email = await signUp(page);
  await page.goto("/");
  expect([await inspectorFiles(page), await button.count()]).toEqual([0, 0]);
  await makeAdmin(email);
  await page.goto("/");
  await button.waitFor();
  expect(await inspectorFiles(page)).toBeGreaterThan(0);
  await page.close();
});

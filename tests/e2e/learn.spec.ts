/** The explainer in a browser: every experiment answers as its chapter claims, for guests and for signed-in readers. */
import type { Page } from "@playwright/test";
import { CHAPTERS } from "@/domain/learn";
import { EXAMPLE_LAB, type Experiment } from "@/features/learn/experiment";
import { EXPERIMENTS, findExperiment } from "@/features/learn/experiments";
import { findBareTexts } from "./bare-texts";
import { expectNoOverflow, SMALLEST } from "./gallery/capture";
import { hydrated } from "./gallery/scene";
import { startSecondServer } from "./second-server";
import { addressOf, expect, makeAdmin, signUp, test } from "./story";

// The browser logs the refusals that experiments provoke, and those that it makes itself.
test.use({ expectedErrors: /the server responded with a status of|net::ERR|blocked by CORS policy/ });

const experimentOf = (page: Page, { id }: Experiment) => page.locator(`section[id="${id}"]`);

/** Runs an experiment, and expects its answers. @returns its section */
async function run(page: Page, experiment: Experiment) {
  const section = experimentOf(page, experiment);
  const option = experiment.options[experiment.answer] ?? "";
  await hydrated(section.getByRole("button", { name: "Run", exact: true }));
  await section.getByRole("radio", { name: option, exact: true }).check();
  await section.getByRole("button", { name: "Run", exact: true }).click();
  await expect(section.getByText("You were right.")).toBeVisible({ timeout: 60_000 });
  await expect(section.getByText("went differently")).toHaveCount(0);
  return section;
}

const entries = CHAPTERS.map(({ slug, title }) => ({ slug, title, experiments: EXPERIMENTS[slug] ?? [] }));
const STRANGERS_ORDER = findExperiment("never-trust", "a-strangers-order");
const usesOwnAccount = ({ steps }: Experiment) => steps.some(({ request }) => request(EXAMPLE_LAB).as === "you");

for (const { slug, title, experiments } of entries) {
  test(`${slug}: every experiment answers as claimed, and all fits a small screen`, async ({ page }) => {
    await page.goto(`/learn/${slug}`);
    await expect(page.getByRole("heading", { level: 1, name: title })).toBeVisible();
    expect(experiments.length).toBeGreaterThan(0);
    for (const experiment of experiments) await run(page, experiment);
    expect(await findBareTexts(page)).toEqual([]);
    await page.setViewportSize(SMALLEST);
    await expectNoOverflow(page, slug);
  });

  const own = experiments.filter(usesOwnAccount);
  if (own.length === 0) continue;
  test(`${slug}: with the reader's own account, the answers are as claimed, too`, async ({ page }) => {
    await signUp(page);
    await page.goto(`/learn/${slug}`);
    for (const experiment of own) await run(page, experiment);
  });
}

test("a request can be changed and sent again, within limits, and reset", async ({ page }) => {
  await page.goto("/learn/never-trust");
  const section = await run(page, STRANGERS_ORDER);
  const exchange = section.locator("details.exchange[open]");
  await exchange.getByText("Change it and send it again").click();
  const field = exchange.getByRole("textbox", { name: /^Method and path/ });
  const original = await field.inputValue();
  const send = () => exchange.getByRole("button", { name: "Send request" }).click();

  await field.fill(original.replace(/orders\/\S+/, "orders?limit=1"));
  await send();
  await expect(exchange.getByRole("status").getByText("HTTP 200")).toBeVisible();
  await field.fill(original.replace("Bearer ", "Bearer x"));
  await send();
  await expect(exchange.getByRole("status").getByText("HTTP 401")).toBeVisible();
  await expect(exchange.getByRole("status").getByText("requireUser")).toBeVisible();
  await field.fill("GET https://example.com/");
  await send();
  await expect(exchange.getByText("Experiments can call paths under")).toBeVisible();
  await exchange.getByRole("button", { name: "Reset" }).click();
  await expect(field).toHaveValue(original);
});

test("a wrong prediction is named, and Reset shows the experiment as it was", async ({ page }) => {
  await page.goto("/learn/never-trust");
  const section = experimentOf(page, STRANGERS_ORDER);
  const wrong = STRANGERS_ORDER.options.find((_, index) => index !== STRANGERS_ORDER.answer) ?? "";
  await hydrated(section.getByRole("button", { name: "Run", exact: true }));
  await section.getByRole("radio", { name: wrong, exact: true }).check();
  await section.getByRole("button", { name: "Run", exact: true }).click();
  await expect(section.getByText("Not quite.")).toBeVisible();
  await section.getByRole("button", { name: "Reset", exact: true }).first().click();
  await expect(section.getByRole("button", { name: "Run", exact: true })).toBeVisible();
  await expect(section.getByRole("radio", { checked: true })).toHaveCount(0);
  await expect(section.getByRole("button", { name: "Run", exact: true })).toBeFocused();
});

test("a sandbox that still opens is deleted after Reset, another run, and a link", async ({ page }) => {
  let [opened, closed] = [0, 0];
  page.on("requestfinished", (request) => {
    if (!request.url().includes("/api/v1/sandboxes")) return;
    if (request.method() === "POST") opened++;
    else closed++;
  });
  await page.goto("/learn/never-trust");
  const section = experimentOf(page, STRANGERS_ORDER);
  const runButton = section.getByRole("button", { name: "Run", exact: true });
  const resetButton = section.getByRole("button", { name: "Reset", exact: true }).first();
  await (await hydrated(runButton)).click();
  await resetButton.click();
  await runButton.click();
  await resetButton.click();
  await expect.poll(() => [opened, closed]).toEqual([2, 2]);
  await runButton.click();
  await page.getByRole("link", { name: /^Next/ }).click();
  await expect(page).toHaveURL("/learn/csrf");
  await expect.poll(() => [opened, closed]).toEqual([3, 3]);
});

test("a request sent after its sandbox has ended is 401, and the page says why", async ({ page }) => {
  await page.goto("/learn/never-trust");
  const section = await run(page, STRANGERS_ORDER);
  const isDeleted = page.waitForResponse((response) => response.request().method() === "DELETE");
  await page.evaluate(() => dispatchEvent(new PageTransitionEvent("pagehide"))); // the page goes into the back/forward cache
  await isDeleted;
  const exchange = section.locator("details.exchange[open]");
  await exchange.getByText("Change it and send it again").click();
  await exchange.getByRole("button", { name: "Send request" }).click();
  await expect(exchange.getByRole("status").getByText("HTTP 401")).toBeVisible();
  await expect(exchange.getByText("Run the experiment again for a new one.")).toBeVisible();
});

test("an experiment that can't open its sandbox says why", async ({ page }) => {
  await page.route("**/api/v1/sandboxes", (route) => route.abort());
  await page.goto("/learn/never-trust");
  const section = experimentOf(page, STRANGERS_ORDER);
  await (await hydrated(section.getByRole("button", { name: "Run", exact: true }))).click();
  await expect(section.getByRole("alert")).toContainText("The server can't be reached.");
  await expect(section.getByText("Expected answer").first()).toBeVisible();
});

test("home: the loop shows a real cancellation, and three that are refused", async ({ page }) => {
  await page.goto("/");
  const loop = page.getByRole("figure").filter({ has: page.getByRole("list", { name: "Request" }) });
  await hydrated(loop.getByRole("button", { name: "Cancel an order" }));
  const ways = [
    ["Cancel an order", /^200 · \d+ ms$/, undefined],
    ["Without signing in", /^401 · UNAUTHORIZED/, "requireUser"],
    ["Another user's order", /^404 · NOT_FOUND/, "requireOwner"],
    ["Cancel it twice", /^409 · NOT_CANCELLABLE/, "service"],
  ] as const;
  for (const [name, answer, stop] of ways) {
    await loop.getByRole("button", { name }).click();
    await expect(loop.getByText(answer)).toBeVisible();
    if (stop) await expect(loop.getByText(`Refused by ${stop}`)).toBeVisible();
    else await expect(loop.getByText("Refused by")).toHaveCount(0);
  }
  await loop.getByRole("link", { name: "Learn how the two halves talk" }).click();
  await expect(page).toHaveURL("/learn");
});

test("where requests can be inspected, an experiment shows its waterfall", async ({ browser }) => {
  const server = await startSecondServer(undefined, { INSPECTOR: "true" });
  const page = await browser.newPage({
    baseURL: server.origin,
    extraHTTPHeaders: addressOf(test.info().testId),
  });
  await makeAdmin(await signUp(page));
  await page.goto("/learn/never-trust");
  const section = await run(page, STRANGERS_ORDER);
  const waterfall = section.getByRole("list", { name: "Timeline" });
  for (const bar of ["identify", "requireOwner", "SELECT orders"]) {
    await expect(waterfall.getByText(bar, { exact: true }).first()).toBeVisible();
  }
  await page.close();
  await server.stop();
});

test.describe("without JavaScript", () => {
  test.use({ javaScriptEnabled: false });

  test("texts, code and expected answers can be read", async ({ page }) => {
    await page.goto("/learn");
    await page
      .getByRole("main")
      .getByRole("link", { name: /^The only channel is HTTP/ })
      .click();
    await expect(page.getByRole("heading", { level: 1, name: "The only channel is HTTP" })).toBeVisible();
    const section = page.locator("section.experiment").first();
    await section.getByText("Expected answer").first().click();
    await expect(section.locator(".expected").first()).toContainText("200");
    await section.locator(".source summary").first().click();
    await expect(section.locator(".source pre").first()).toContainText("function");
    await expect(section.getByRole("button", { name: "Run" })).toBeHidden();
  });
});

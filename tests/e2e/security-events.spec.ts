/** Security events between processes, and how an administrator finds one. */
import { readFileSync } from "node:fs";
import { Client } from "pg";
import { URL_FILE } from "./files";
import { startSecondServer } from "./second-server";
import { expect, signIn, test } from "./story";

const NOT_A_TOKEN = { authorization: "Bearer ?" };

/** How often a request from an address was refused, in how many rows. */
async function countsOf(address: string): Promise<number[]> {
  const client = new Client({ connectionString: readFileSync(URL_FILE, "utf8") });
  await client.connect();
  const { rows } = await client.query("SELECT count FROM security_events WHERE address = $1", [address]);
  await client.end();
  return rows.map(({ count }) => count);
}

test("two servers add to one event, and the one that is stopped loses nothing", async ({ request }) => {
  const address = "198.51.100.42";
  const headers = { ...NOT_A_TOKEN, "x-forwarded-for": address };
  const other = await startSecondServer();
  const start = new Date();
  for (const origin of ["", other.origin]) {
    expect((await request.get(`${origin}/api/v1/me`, { headers })).status()).toBe(401);
  }
  expect(await other.stop()).toBe(0); // at once: what it has counted is not written yet
  const sum = async () => (await countsOf(address)).reduce((total, count) => total + count, 0);
  await expect.poll(sum).toBe(2);
  // Each hour has an event of its own.
  const hours = new Set([start, new Date()].map((time) => time.getUTCHours()));
  expect((await countsOf(address)).length).toBeLessThanOrEqual(hours.size);
});

test("an administrator finds a refusal by the request id of its response", async ({ page, request }) => {
  const headers = { ...NOT_A_TOKEN, "x-forwarded-for": "198.51.100.43" };
  const requestId = (await request.get("/api/v1/me", { headers })).headers()["x-request-id"] ?? "";
  await expect.poll(() => countsOf("198.51.100.43")).toEqual([1]);
  await signIn(page, "admin@example.com");
  await page.goto("/admin/security");
  await expect(async () => {
    await page.getByLabel("Request ID").fill(requestId);
    await page.getByRole("button", { name: "Apply" }).click();
    await expect(page).toHaveURL(/requestId=/, { timeout: 1000 });
  }).toPass();
  const events = page.getByRole("listitem").filter({ hasText: requestId });
  await expect(events).toHaveCount(1);
  await expect(events).toContainText("Invalid access token");
  await expect(events).toContainText(/Reason\s*Malformed/);
  await expect(page.getByText("1 event", { exact: true })).toBeVisible();
});

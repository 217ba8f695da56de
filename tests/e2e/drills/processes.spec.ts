/** Server processes that stop, die or work side by side: what they had begun is completed once or not at all. */
import { startDatabaseProxy } from "../../setup/database-proxy";
import { expect, test } from "./drill";
import { type Answer, makeCustomer, SESSIONS, STOPPED, startDrillServer } from "./server";

test.afterEach(async ({ database }) => {
  await database.expectWhole();
  await database.expectNothingKept(SESSIONS);
});

test("SIGTERM with a write and a stream in flight: both end as they should, and so does the process", async ({
  database,
  server,
}) => {
  const buyer = await makeCustomer(server);
  const product = await database.makeProduct();
  const stopping = await startDrillServer(database.url, { DATABASE_WAIT_MS: "4000" });
  const stream = await buyer.openStream("0", stopping);
  let order: Promise<Answer> | undefined;
  let stopped: Promise<number | null> | undefined;
  await database.whileLocked(product, async () => {
    order = buyer.order([product], { at: stopping });
    await database.isWaiting();
    stopped = stopping.stop();
    expect(await stream.readUntil(/event: return/)).toContain("event: return");
  });
  expect((await order)?.status).toBe(201);
  expect((await order)?.headers.get("connection")).toBe("close");
  expect(await stopped).toBe(STOPPED);
  expect((await buyer.call("GET /api/v1/orders")).body.items).toHaveLength(1);
});

test("killed between commit and answer: the retry at another process gets the same order", async ({
  database,
  server,
}) => {
  const buyer = await makeCustomer(server);
  const product = await database.makeProduct();
  const network = await startDatabaseProxy(database.url);
  const doomed = await startDrillServer(network.url);
  const committed = network.loseNextCommit();
  const order = buyer.order([product], { key: "k", at: doomed }).catch(() => "no answer");
  await committed;
  await doomed.kill();
  expect(await order).toBe("no answer");
  network.stop();

  const retry = await buyer.order([product], { key: "k" });
  expect([retry.status, retry.headers.get("idempotency-replayed")]).toEqual([201, "true"]);
  const { items } = (await buyer.call("GET /api/v1/orders")).body;
  expect(items).toMatchObject([{ id: retry.body.id }]);
});

test("two processes: one is killed while it holds a row, the other goes on", async ({ database, server }) => {
  const [buyer, other] = [await makeCustomer(server), await makeCustomer(server)];
  // Rows are locked in the sequence of their ids.
  const [held, locked] = [await database.makeProduct(), await database.makeProduct()].sort() as [string, string];
  const doomed = await startDrillServer(database.url);
  await database.whileLocked(locked, async () => {
    const order = buyer.order([held, locked], { key: "k", at: doomed }).catch(() => "no answer");
    await database.isWaiting();
    await doomed.kill();
    expect(await order).toBe("no answer");
    // The session of the dead process ends with its time-out for locks.
    await expect.poll(async () => (await other.order([held])).status).toBe(201);
  });
  expect((await buyer.order([held, locked], { key: "k" })).status).toBe(201);
  expect((await buyer.call("GET /api/v1/orders")).body.items).toHaveLength(1);
});

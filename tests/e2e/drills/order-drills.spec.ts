/** Orders under faults: a retry with the same Idempotency-Key places one order. The other drills are about every write. */
import { startDatabaseProxy } from "../../setup/database-proxy";
import { expect, test } from "./drill";
import { expectUnavailable, SESSIONS, STOPPED, startDrillServer } from "./server";
import { expectWholeOrders, makeCustomer, makeProduct, whileProductLocked } from "./shop";

test.afterEach(async ({ database }) => {
  await expectWholeOrders(database);
  await database.expectWhole();
  await database.expectNothingKept(SESSIONS);
});

test("a client that is gone in mid-request: its order is placed once or not, and the retry completes it", async ({
  database,
  server,
}) => {
  const buyer = await makeCustomer(server);
  const product = await makeProduct(database);
  await whileProductLocked(database, product, async () => {
    const client = new AbortController();
    const order = buyer.order([product], { key: "k", signal: client.signal }).catch((error) => error.name);
    await database.isWaiting();
    client.abort();
    expect(await order).toBe("AbortError");
  });
  await expect.poll(async () => (await buyer.order([product], { key: "k" })).status).toBe(201);
  expect((await buyer.call("GET /api/v1/orders")).body.items).toHaveLength(1);
});

test("a backend that is terminated in a transaction: 503, and the retry places the order once", async ({
  database,
  server,
}) => {
  const buyer = await makeCustomer(server);
  const product = await makeProduct(database);
  await whileProductLocked(database, product, async () => {
    const order = buyer.order([product], { key: "k" });
    await database.isWaiting();
    await database.terminateWaiting();
    expectUnavailable(await order);
  });
  const [first, second] = [await buyer.order([product], { key: "k" }), await buyer.order([product], { key: "k" })];
  expect([first.status, second.body.id]).toEqual([201, first.body.id]);
});

test("the answer to a COMMIT is lost: 503 in time, and the retry gets the order that was placed", async ({
  database,
  server,
}) => {
  const buyer = await makeCustomer(server);
  const product = await makeProduct(database);
  const network = await startDatabaseProxy(database.url);
  const cutOff = await startDrillServer(network.url);
  const committed = network.loseNextCommit();
  const order = buyer.order([product], { key: "k", at: cutOff });
  await committed;
  expectUnavailable(await order);
  const retry = await buyer.order([product], { key: "k", at: cutOff });
  expect([retry.status, retry.headers.get("idempotency-replayed")]).toEqual([201, "true"]);
  expect(await cutOff.stop()).toBe(STOPPED);
  network.stop();
});

test("killed between commit and answer: the retry at another process gets the same order", async ({
  database,
  server,
}) => {
  const buyer = await makeCustomer(server);
  const product = await makeProduct(database);
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

test("two processes: one is killed while it holds a product, the other goes on", async ({ database, server }) => {
  const [buyer, other] = [await makeCustomer(server), await makeCustomer(server)];
  // Rows are locked in the sequence of their ids.
  const [held, locked] = [await makeProduct(database), await makeProduct(database)].sort() as [string, string];
  const doomed = await startDrillServer(database.url);
  await whileProductLocked(database, locked, async () => {
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

/** Faults of the database under the production build: each call completes or is 503 in time, and nothing is half-written. */
import { startDatabaseProxy } from "../../setup/database-proxy";
import { expect, test } from "./drill";
import { call, expectUnavailable, makeCustomer, POOL, SESSIONS, STOPPED, startDrillServer } from "./server";

const isReady = async (server: { origin: string }) => (await call(server, "GET /api/ready")).status;

test.afterEach(async ({ database }) => {
  await database.expectWhole();
  await database.expectNothingKept(SESSIONS);
});

test("a row that is locked for long: its writer is 503 in time, all others are served", async ({
  database,
  server,
}) => {
  const [buyer, other] = [await makeCustomer(server), await makeCustomer(server)];
  const [locked, free] = [await database.makeProduct(), await database.makeProduct()];
  await database.whileLocked(locked, async () => {
    const order = buyer.order([locked], { key: "k" });
    await database.isWaiting();
    expect((await other.order([free])).status).toBe(201);
    expect((await call(server, "GET /api/v1/products")).status).toBe(200);
    expect((await call(server, "GET /api/health")).status).toBe(200);
    expectUnavailable(await order);
  });
  expect((await buyer.order([locked], { key: "k" })).status).toBe(201);
  expect((await buyer.call("GET /api/v1/orders")).body.items).toHaveLength(1);
});

test("a pool that is exhausted: 503 in time, health answers, and everyone is served afterwards", async ({
  database,
  server,
}) => {
  const buyer = await makeCustomer(server);
  const locked = await database.makeProduct();
  const answers = await database.whileLocked(locked, async () => {
    const orders = Array.from({ length: 4 * POOL }, () => buyer.order([locked]));
    await database.isWaiting(POOL);
    expect((await call(server, "GET /api/health")).status).toBe(200);
    return Promise.all([...orders, buyer.call("GET /api/v1/orders")]);
  });
  for (const answer of answers.slice(0, -1)) expectUnavailable(answer);
  expect([200, 503]).toContain(answers.at(-1)?.status);
  expect((await buyer.order([locked])).status).toBe(201);
  expect((await buyer.call("GET /api/v1/orders")).body.items).toHaveLength(1);
});

test("a backend that is terminated in a transaction: 503, and the retry places the order once", async ({
  database,
  server,
}) => {
  const buyer = await makeCustomer(server);
  const product = await database.makeProduct();
  await database.whileLocked(product, async () => {
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
  const product = await database.makeProduct();
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

test("PostgreSQL is killed in mid-write and started again: the server goes on without a restart", async ({
  database,
  server,
}) => {
  const buyer = await makeCustomer(server);
  const product = await database.makeProduct();
  const stream = await buyer.openStream();
  await database.whileLocked(product, async () => {
    const order = buyer.order([product], { key: "k" });
    await database.isWaiting();
    await database.kill();
    expectUnavailable(await order);
  });
  const outage = ["GET /api/v1/orders", "GET /api/v1/products", "GET /api/ready"].map((it) => buyer.call(it));
  for (const answer of await Promise.all(outage)) expectUnavailable(answer);
  expect((await call(server, "GET /api/health")).status).toBe(200);

  await database.restart();
  await expect.poll(() => isReady(server)).toBe(200);
  expect((await buyer.order([product], { key: "k" })).status).toBe(201);
  expect((await buyer.call("GET /api/v1/orders")).body.items).toHaveLength(1);
  stream.close();
  const resumed = await buyer.openStream();
  expect(await resumed.readUntil(/"topic"/)).toContain("id: 1");
  resumed.close();
});

test("a database that is absent at the start: 503 until it is there, without a restart", async ({
  database,
  server,
}) => {
  const buyer = await makeCustomer(server);
  const product = await database.makeProduct();
  database.proxy.disconnect();
  const early = await startDrillServer(database.url);
  expect((await call(early, "GET /api/health")).status).toBe(200);
  expect(await call(early, "GET /api/ready")).toMatchObject({ status: 503, body: { reason: "DATABASE_UNREACHABLE" } });
  expectUnavailable(await buyer.order([product], { at: early }));
  database.proxy.reconnect();
  await expect.poll(() => isReady(early)).toBe(200);
  expect((await buyer.order([product], { at: early })).status).toBe(201);
  expect(await early.stop()).toBe(STOPPED);
});

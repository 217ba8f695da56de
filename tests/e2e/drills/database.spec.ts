/** Faults of the database under the production build: each call completes or is 503 in time, and nothing is half-written. */
import { startDatabaseProxy } from "../../setup/database-proxy";
import { expect, test } from "./drill";
import { call, expectUnavailable, makeUser, POOL, SESSIONS, STOPPED, startDrillServer } from "./server";

const isReady = async (server: { origin: string }) => (await call(server, "GET /api/ready")).status;

test.afterEach(async ({ database }) => {
  await database.expectWhole();
  await database.expectNothingKept(SESSIONS);
});

test("a row that is locked for long: its writer is 503 in time, all others are served", async ({
  database,
  server,
}) => {
  const [user, other] = [await makeUser(server), await makeUser(server)];
  await database.whileLocked(user.lock, async () => {
    const creation = user.createToken();
    await database.isWaiting();
    expect((await other.createToken()).status).toBe(201);
    expect((await user.call("GET /api/v1/me")).status).toBe(200);
    expect((await call(server, "GET /api/health")).status).toBe(200);
    expectUnavailable(await creation);
  });
  expect((await user.createToken()).status).toBe(201);
  expect((await user.call("GET /api/v1/tokens")).body.items).toHaveLength(1);
});

test("a pool that is exhausted: 503 in time, health answers, and everyone is served afterwards", async ({
  database,
  server,
}) => {
  const user = await makeUser(server);
  const answers = await database.whileLocked(user.lock, async () => {
    const changes = Array.from({ length: 4 * POOL }, () => user.rename("Nobody"));
    await database.isWaiting(POOL);
    expect((await call(server, "GET /api/health")).status).toBe(200);
    return Promise.all([...changes, user.call("GET /api/v1/me")]);
  });
  for (const answer of answers.slice(0, -1)) expectUnavailable(answer);
  expect([200, 503]).toContain(answers.at(-1)?.status);
  expect((await user.rename("Somebody")).status).toBe(200);
  expect((await user.call("GET /api/v1/me")).body).toMatchObject({ name: "Somebody", version: 1 });
});

test("a backend that is terminated in a transaction: 503, and the retry writes once", async ({ database, server }) => {
  const user = await makeUser(server);
  await database.whileLocked(user.lock, async () => {
    const change = user.rename("Once");
    await database.isWaiting();
    await database.terminateWaiting();
    expectUnavailable(await change);
  });
  expect([(await user.rename("Once")).status, (await user.rename("Twice")).status]).toEqual([200, 412]);
});

test("the answer to a COMMIT is lost: 503 in time, and the retry finds what was written", async ({
  database,
  server,
}) => {
  const user = await makeUser(server);
  const network = await startDatabaseProxy(database.url);
  const cutOff = await startDrillServer(network.url);
  const committed = network.loseNextCommit();
  const change = user.rename("Once", { at: cutOff });
  await committed;
  expectUnavailable(await change);
  expect((await user.rename("Twice", { at: cutOff })).status).toBe(412);
  expect((await user.call("GET /api/v1/me", cutOff)).body).toMatchObject({ name: "Once", version: 1 });
  expect(await cutOff.stop()).toBe(STOPPED);
  network.stop();
});

test("PostgreSQL is killed in mid-write and started again: the server goes on without a restart", async ({
  database,
  server,
}) => {
  const user = await makeUser(server);
  const stream = await user.openStream();
  await database.whileLocked(user.lock, async () => {
    const creation = user.createToken();
    await database.isWaiting();
    await database.kill();
    expectUnavailable(await creation);
  });
  const outage = ["GET /api/v1/me", "GET /api/v1/tokens", "GET /api/ready"].map((it) => user.call(it));
  for (const answer of await Promise.all(outage)) expectUnavailable(answer);
  expect((await call(server, "GET /api/health")).status).toBe(200);

  await database.restart();
  await expect.poll(() => isReady(server)).toBe(200);
  expect((await user.createToken()).status).toBe(201);
  expect((await user.call("GET /api/v1/tokens")).body.items).toHaveLength(1);
  stream.close();
  const resumed = await user.openStream();
  expect(await resumed.readUntil(/"topic"/)).toContain("id: 1");
  resumed.close();
});

test("a database that is absent at the start: 503 until it is there, without a restart", async ({
  database,
  server,
}) => {
  const user = await makeUser(server);
  database.proxy.disconnect();
  const early = await startDrillServer(database.url);
  expect((await call(early, "GET /api/health")).status).toBe(200);
  expect(await call(early, "GET /api/ready")).toMatchObject({ status: 503, body: { reason: "DATABASE_UNREACHABLE" } });
  expectUnavailable(await user.createToken({ at: early }));
  database.proxy.reconnect();
  await expect.poll(() => isReady(early)).toBe(200);
  expect((await user.createToken({ at: early })).status).toBe(201);
  expect(await early.stop()).toBe(STOPPED);
});

/** Server processes that stop, die or work side by side: what they had begun is completed once or not at all. */
import { startDatabaseProxy } from "../../setup/database-proxy";
import { expect, test } from "./drill";
import { type Answer, makeUser, SESSIONS, STOPPED, startDrillServer } from "./server";

test.afterEach(async ({ database }) => {
  await database.expectWhole();
  await database.expectNothingKept(SESSIONS);
});

test("SIGTERM with a write and a stream in flight: both end as they should, and so does the process", async ({
  database,
  server,
}) => {
  const user = await makeUser(server);
  const stopping = await startDrillServer(database.url, { DATABASE_WAIT_MS: "4000" });
  const stream = await user.openStream("0", stopping);
  let creation: Promise<Answer> | undefined;
  let stopped: Promise<number | null> | undefined;
  await database.whileLocked(user.lock, async () => {
    creation = user.createToken({ at: stopping });
    await database.isWaiting();
    stopped = stopping.stop();
    expect(await stream.readUntil(/event: return/)).toContain("event: return");
  });
  expect((await creation)?.status).toBe(201);
  expect((await creation)?.headers.get("connection")).toBe("close");
  expect(await stopped).toBe(STOPPED);
  expect((await user.call("GET /api/v1/tokens")).body.items).toHaveLength(1);
});

test("killed between commit and answer: the retry at another process finds what was written", async ({
  database,
  server,
}) => {
  const user = await makeUser(server);
  const network = await startDatabaseProxy(database.url);
  const doomed = await startDrillServer(network.url);
  const committed = network.loseNextCommit();
  const change = user.rename("Once", { at: doomed }).catch(() => "no answer");
  await committed;
  await doomed.kill();
  expect(await change).toBe("no answer");
  network.stop();

  expect((await user.rename("Twice")).status).toBe(412);
  expect((await user.call("GET /api/v1/me")).body).toMatchObject({ name: "Once", version: 1 });
});

test("two processes: one is killed while it holds a row, the other goes on", async ({ database, server }) => {
  const user = await makeUser(server);
  const session = await user.logIn();
  const doomed = await startDrillServer(database.url);
  // Ending other sessions locks the user's row first, and waits for the one of a session then.
  const locked = { text: "SELECT id FROM credentials WHERE id = $1 FOR UPDATE", values: [session.id] };
  await database.whileLocked(locked, async () => {
    const ending = user.endOtherSessions(doomed).catch(() => "no answer");
    await database.isWaiting();
    await doomed.kill();
    expect(await ending).toBe("no answer");
    // The session of the dead process ends with its time-out for locks.
    await expect.poll(async () => (await user.createToken()).status).toBe(201);
  });
  expect((await user.endOtherSessions()).body).toMatchObject({ result: { data: { json: { count: 1 } } } });
  expect((await user.call("GET /api/v1/tokens")).body.items).toHaveLength(1);
});

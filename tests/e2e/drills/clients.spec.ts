/** Clients that are gone: the server keeps nothing for them. */
import { once } from "node:events";
import { connect } from "node:net";
import { MAX_STREAMS } from "@/domain/limits";
import { expect, test } from "./drill";
import { makeUser, SESSIONS } from "./server";

test.afterEach(async ({ database, server }) => {
  await database.expectWhole();
  await database.expectNothingKept(SESSIONS);
  expect(server.errors()).toEqual([]);
});

test("a client that is gone in mid-request: its write happens once or not, and the retry completes it", async ({
  database,
  server,
}) => {
  const user = await makeUser(server);
  await database.whileLocked(user.lock, async () => {
    const client = new AbortController();
    const change = user.rename("Once", { signal: client.signal }).catch((error) => error.name);
    await database.isWaiting();
    client.abort();
    expect(await change).toBe("AbortError");
  });
  await expect.poll(async () => (await user.rename("Once")).status).toBe(412); // it has happened: by now, or by this loop
  expect((await user.call("GET /api/v1/me")).body).toMatchObject({ name: "Once", version: 1 });
});

test("a client that is gone in the middle of its body: nothing happens", async ({ server }) => {
  const user = await makeUser(server);
  const { port, hostname } = new URL(server.origin);
  const client = connect(Number(port), hostname);
  await once(client, "connect");
  const head = `POST /api/v1/tokens HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer ${user.token}\r\nContent-Type: application/json\r\n`;
  await new Promise<void>((sent) => client.write(`${head}Content-Length: 100\r\n\r\n{"name":`, () => sent()));
  client.destroy();
  expect((await user.call("GET /api/v1/tokens")).body.items).toEqual([]);
  expect((await user.createToken()).status).toBe(201);
});

test("clients that are gone in mid-stream: their user may open as many streams again", async ({ server }) => {
  const user = await makeUser(server);
  await user.createToken();
  /** The first event of a stream: the change, or why there is none. */
  async function open() {
    const stream = await user.openStream();
    return { ...stream, first: await stream.readUntil(/"topic"|serialized-error/) };
  }
  const streams = await Promise.all(Array.from({ length: MAX_STREAMS }, open));
  for (const { first } of streams) expect(first).toContain('"topic"');
  expect((await open()).first).toContain("TOO_MANY_STREAMS");
  for (const stream of streams) stream.close();
  await expect.poll(async () => (await open()).first).toContain('"topic"');
});

/** Clients that are gone: the server keeps nothing for them. */
import { once } from "node:events";
import { connect } from "node:net";
import { MAX_STREAMS } from "@/domain/limits";
import { expect, test } from "./drill";
import { makeCustomer, SESSIONS } from "./server";

test.afterEach(async ({ database, server }) => {
  await database.expectWhole();
  await database.expectNothingKept(SESSIONS);
  expect(server.errors()).toEqual([]);
});

test("a client that is gone in mid-request: its write happens once or not, and the retry completes it", async ({
  database,
  server,
}) => {
  const buyer = await makeCustomer(server);
  const product = await database.makeProduct();
  await database.whileLocked(product, async () => {
    const client = new AbortController();
    const order = buyer.order([product], { key: "k", signal: client.signal }).catch((error) => error.name);
    await database.isWaiting();
    client.abort();
    expect(await order).toBe("AbortError");
  });
  await expect.poll(async () => (await buyer.order([product], { key: "k" })).status).toBe(201);
  expect((await buyer.call("GET /api/v1/orders")).body.items).toHaveLength(1);
});

test("a client that is gone in the middle of its body: nothing happens", async ({ database, server }) => {
  const buyer = await makeCustomer(server);
  const { port, hostname } = new URL(server.origin);
  const client = connect(Number(port), hostname);
  await once(client, "connect");
  const head = `POST /api/v1/orders HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer ${buyer.token}\r\nContent-Type: application/json\r\n`;
  await new Promise<void>((sent) => client.write(`${head}Content-Length: 100\r\n\r\n{"lines":`, () => sent()));
  client.destroy();
  expect((await buyer.call("GET /api/v1/orders")).body.items).toEqual([]);
  expect((await buyer.order([await database.makeProduct()])).status).toBe(201);
});

test("clients that are gone in mid-stream: their user may open as many streams again", async ({ database, server }) => {
  const buyer = await makeCustomer(server);
  await buyer.order([await database.makeProduct()]);
  /** The first event of a stream: the change, or why there is none. */
  async function open() {
    const stream = await buyer.openStream();
    return { ...stream, first: await stream.readUntil(/"topic"|serialized-error/) };
  }
  const streams = await Promise.all(Array.from({ length: MAX_STREAMS }, open));
  for (const { first } of streams) expect(first).toContain('"topic"');
  expect((await open()).first).toContain("TOO_MANY_STREAMS");
  for (const stream of streams) stream.close();
  await expect.poll(async () => (await open()).first).toContain('"topic"');
});

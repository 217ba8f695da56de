/** How news comes to a process: over one connection that listens, and by asking where that is impossible. */
import { Client } from "pg";
import { afterEach, describe, expect, it, vi } from "vitest";
import { startDatabaseProxy } from "../setup/database-proxy";
import { makeCustomer, makeOrder } from "../setup/factories";
import { freshServer } from "../setup/fresh-server";
import { eventsIn } from "../setup/stream";

const url = process.env.DATABASE_URL ?? "";
const LISTENERS = "datname = current_database() AND query = 'LISTEN changes'";

async function sql<Row>(text: string): Promise<Row[]> {
  const client = new Client({ connectionString: url });
  await client.connect();
  const { rows } = await client.query(text);
  await client.end();
  return rows;
}

const WAIT = { timeout: 10_000 };

const lines: AbortController[] = [];
const servers: Awaited<ReturnType<typeof freshServer>>[] = [];
afterEach(async () => {
  for (const line of lines.splice(0)) line.abort();
  for (const server of servers.splice(0)) await server.db.$disconnect();
});

/** A server of this test's own, and how to follow somebody's orders there. */
async function startServer(environment: Record<string, string> = {}) {
  const server = await freshServer(environment);
  servers.push(server);
  const { countSubscribers } = await import("@/server/realtime/changes");
  async function follow(token: string, lastEventId = "0") {
    const line = new AbortController();
    lines.push(line);
    const headers = { authorization: `Bearer ${token}` };
    const events = eventsIn(await server.query("change.onChange", { lastEventId }, { headers, signal: line.signal }));
    await events.next();
    return async () => (await events.next()).value ?? undefined;
  }
  return { ...server, follow, countSubscribers };
}

describe("news", () => {
  it("comes over one connection, however many follow", async () => {
    const { follow, countSubscribers } = await startServer();
    const customers = await Promise.all(Array.from({ length: 20 }, makeCustomer));
    const heard = await Promise.all(customers.map(async ({ token }) => (await follow(token))()).map((it) => [it]));
    await vi.waitFor(
      () => expect(customers.every(({ principal }) => countSubscribers(principal.userId) === 1)).toBe(true),
      WAIT,
    );
    // Who waits may be there before the connection is.
    await vi.waitFor(
      async () => expect(await sql(`SELECT pid FROM pg_stat_activity WHERE ${LISTENERS}`)).toHaveLength(1),
      WAIT,
    );
    await Promise.all(customers.map(({ principal }) => makeOrder(principal)));
    expect((await Promise.all(heard.flat())).map((event) => event?.id)).toEqual(Array(20).fill("1"));
  });

  it("is not lost when that connection is", async () => {
    const proxy = await startDatabaseProxy(url);
    const { follow, countSubscribers } = await startServer({ DATABASE_URL: proxy.url });
    const { principal, token } = await makeCustomer();
    const next = await follow(token);
    const first = next();
    await vi.waitFor(() => expect([countSubscribers(principal.userId), proxy.isHeard()]).toEqual([1, true]), WAIT);
    await makeOrder(principal);
    expect(await first).toMatchObject({ id: "1" });

    const second = next();
    proxy.cutListeners();
    await makeOrder(principal); // while nobody hears
    const start = performance.now();
    proxy.mend();
    expect(await second).toMatchObject({ id: "2" });
    expect(performance.now() - start).toBeLessThan(8000); // and not because somebody looked by themselves
    proxy.stop();
  });

  it("comes within a second or two where nothing can be heard, as behind a pooler", async () => {
    const proxy = await startDatabaseProxy(url, { isDeaf: true });
    const { follow, countSubscribers, lines: logged } = await startServer({ DATABASE_URL: proxy.url });
    const { principal, token } = await makeCustomer();
    const next = await follow(token);
    const first = next();
    await vi.waitFor(() => expect(countSubscribers(principal.userId)).toBe(1), WAIT);
    await makeOrder(principal);
    expect(await first).toMatchObject({ id: "1" });
    for (let count = 2; count <= 3; count++) {
      const following = next();
      const start = performance.now();
      await makeOrder(principal);
      expect(await following).toMatchObject({ id: String(count) });
      expect(performance.now() - start).toBeLessThan(3500);
    }
    expect(logged.filter((line) => line.includes("asking for news instead"))).toHaveLength(1);
    proxy.stop();
  });

  it("ends in time for the platform, and whoever comes back goes on where they were", async () => {
    const { follow } = await startServer({ STREAM_SECONDS: "1" });
    const { principal, token } = await makeCustomer();
    await makeOrder(principal);
    const next = await follow(token);
    const start = performance.now();
    expect(await next()).toMatchObject({ id: "1" });
    expect(await next()).toMatchObject({ event: "return" });
    expect(performance.now() - start).toBeGreaterThan(900);
    expect(await next()).toBeUndefined();
    await makeOrder(principal);
    expect(await (await follow(token, "1"))()).toMatchObject({ id: "2" });
  });

  it("ends for all when the server stops", async () => {
    const { follow, countSubscribers } = await startServer();
    const { principal, token } = await makeCustomer();
    const ended = (await follow(token))();
    await vi.waitFor(() => expect(countSubscribers(principal.userId)).toBe(1), WAIT);
    (await import("@/server/realtime/changes")).closeSubscriptions();
    expect(await ended).toMatchObject({ event: "return" });
  });
});

/** The listener of a server process: LISTEN over one connection, or polling where notifications do not arrive. */
import { Client } from "pg";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { Principal } from "@/server/auth/principal";
import { startDatabaseProxy } from "../setup/database-proxy";
import { callerOf, makeAccessToken, makePrincipal } from "../setup/factories";
import { freshServer } from "../setup/fresh-server";
import { hasPgBouncer, startPgBouncer } from "../setup/pgbouncer";
import { readEvents } from "../setup/stream";

const url = process.env.DATABASE_URL ?? "";
const LISTENERS = "datname = current_database() AND query = 'LISTEN changes'";
const WAIT = { timeout: 60_000 };
/** After this time a listener that receives notifications polls as well (realtime/listener.ts), in milliseconds. */
const CHECK_MS = 15_000;

async function sql<Row>(text: string, connectionString = url): Promise<Row[]> {
  const client = new Client({ connectionString });
  await client.connect();
  const { rows } = await client.query(text);
  await client.end();
  return rows;
}

const connections: AbortController[] = [];
const servers: Awaited<ReturnType<typeof freshServer>>[] = [];

// A listener that receives notifications never polls in these tests: a change that arrives was notified.
beforeEach(() => {
  const schedule = setTimeout;
  vi.spyOn(globalThis, "setTimeout").mockImplementation(((run: () => void, ms = 0, ...args: []) =>
    ms >= CHECK_MS ? schedule(() => {}, ms).unref() : schedule(run, ms, ...args)) as typeof setTimeout);
});
afterEach(async () => {
  for (const connection of connections.splice(0)) connection.abort();
  for (const server of servers.splice(0)) await server.db.$disconnect();
  vi.mocked(setTimeout).mockRestore();
  vi.useRealTimers();
});

/** A server of this test, and `openStream` to subscribe to a user's changes there. */
async function startServer(environment: Record<string, string> = {}) {
  const server = await freshServer(environment);
  servers.push(server);
  const { closeSubscriptions, countSubscribers } = await import("@/server/realtime/changes");
  async function openStream(token: string, lastEventId = "0") {
    const connection = new AbortController();
    connections.push(connection);
    const headers = { authorization: `Bearer ${token}` };
    const init = { headers, signal: connection.signal };
    const events = readEvents(await server.query("change.onChange", { lastEventId }, init));
    await events.next(); // connected
    return async () => (await events.next()).value ?? undefined;
  }
  const hasSubscriber = ({ userId }: Principal) => vi.waitFor(() => expect(countSubscribers(userId)).toBe(1), WAIT);
  const listenerLines = () =>
    server.lines.map((line) => JSON.parse(line)).filter((it) => it.event === "changes.listener");
  return { ...server, openStream, hasSubscriber, listenerLines, closeSubscriptions };
}

async function makeSubscriber() {
  const principal = await makePrincipal();
  return { principal, token: await makeAccessToken(principal) };
}

const recordChange = (principal: Principal) =>
  callerOf(principal).token.create({ name: "Script", scopes: ["account:read"] });

async function expectThreeChanges(environment: Record<string, string>) {
  const server = await startServer(environment);
  const { principal, token } = await makeSubscriber();
  const next = await server.openStream(token);
  for (let change = 1; change <= 3; change++) {
    const event = next();
    await server.hasSubscriber(principal);
    await recordChange(principal);
    expect(await event).toMatchObject({ id: String(change) });
  }
  await vi.waitFor(() => expect(server.listenerLines()).not.toEqual([]), WAIT);
  return server;
}

describe("listener", () => {
  it("20 subscribers share one connection", async () => {
    const { openStream, hasSubscriber } = await startServer();
    const subscribers = await Promise.all(Array.from({ length: 20 }, makeSubscriber));
    const events = subscribers.map(async ({ token }) => (await openStream(token))());
    for (const { principal } of subscribers) await hasSubscriber(principal);
    // Subscribers may be there before the connection is.
    await vi.waitFor(
      async () => expect(await sql(`SELECT pid FROM pg_stat_activity WHERE ${LISTENERS}`)).toHaveLength(1),
      WAIT,
    );
    for (const { principal } of subscribers) await recordChange(principal);
    expect((await Promise.all(events)).map((event) => event?.id)).toEqual(Array(20).fill("1"));
  });

  it("lost connection: changes meanwhile are delivered after the reconnect", async () => {
    const proxy = await startDatabaseProxy(url);
    const { openStream, hasSubscriber, listenerLines } = await startServer({ DATABASE_URL: proxy.url });
    const { principal, token } = await makeSubscriber();
    const next = await openStream(token);
    const first = next();
    await hasSubscriber(principal);
    await vi.waitFor(() => expect(listenerLines()).toMatchObject([{ isReceiving: true }]), WAIT);
    await recordChange(principal);
    expect(await first).toMatchObject({ id: "1" });

    const second = next();
    proxy.disconnectListeners();
    await recordChange(principal);
    proxy.resume();
    expect(await second).toMatchObject({ id: "2" });
    await vi.waitFor(() => expect(proxy.hasListener()).toBe(true), WAIT);
    proxy.stop();
  });

  it("notifications dropped: each change is delivered by polling", async () => {
    const proxy = await startDatabaseProxy(url, { dropsNotifications: true });
    const { listenerLines } = await expectThreeChanges({ DATABASE_URL: proxy.url });
    expect(listenerLines()).toMatchObject([{ isReceiving: false, msg: expect.stringContaining("set DIRECT_URL") }]);
    proxy.stop();
  });

  describe.skipIf(!hasPgBouncer)("through PgBouncer", () => {
    it("each change is delivered by polling, also on a session that another client made listen", async () => {
      const pooler = await startPgBouncer(url);
      const other = new Client({ connectionString: pooler.url });
      await other.connect();
      await other.query("LISTEN changes");
      await other.end();
      const { listenerLines } = await expectThreeChanges({ DATABASE_URL: pooler.url });
      expect(listenerLines()).toMatchObject([{ isReceiving: false }]);
      await pooler.stop();
    });

    it("the session that LISTEN was tried on does not keep listening", async () => {
      const pooler = await startPgBouncer(url);
      const { listenerLines } = await startServer({ DATABASE_URL: pooler.url });
      const { listen } = await import("@/server/realtime/listener");
      let count = 1;
      const subscribed = { wait: async () => count > 0 };
      const ended = listen({ count: () => count, subscribed, notify: () => {}, poll: async () => {} });
      await vi.waitFor(() => expect(listenerLines()).toMatchObject([{ isReceiving: false }]), WAIT);
      count = 0;
      await ended;
      const text = "SELECT count(channel)::int AS channels FROM pg_listening_channels() AS channel";
      expect(await sql(text, pooler.url)).toEqual([{ channels: 0 }]);
      await pooler.stop();
    });

    it("with DIRECT_URL, changes are delivered by notifications", async () => {
      const pooler = await startPgBouncer(url);
      const { listenerLines } = await expectThreeChanges({ DATABASE_URL: pooler.url, DIRECT_URL: url });
      expect(listenerLines()).toMatchObject([{ isReceiving: true }]);
      await pooler.stop();
    });
  });

  it("server stop: all streams end", async () => {
    const { openStream, hasSubscriber, closeSubscriptions } = await startServer();
    const { principal, token } = await makeSubscriber();
    const event = (await openStream(token))();
    await hasSubscriber(principal);
    closeSubscriptions();
    expect(await event).toMatchObject({ event: "return" });
  });
});

describe("STREAM_SECONDS", () => {
  it("the stream ends by itself, and the client resumes where it was", async () => {
    const { openStream } = await startServer({ STREAM_SECONDS: "1" });
    const { principal, token } = await makeSubscriber();
    await recordChange(principal);
    const next = await openStream(token);
    expect([await next(), await next()]).toMatchObject([{ id: "1" }, { event: "return" }]);
    expect(await next()).toBeUndefined();
    await recordChange(principal);
    expect(await (await openStream(token, "1"))()).toMatchObject({ id: "2" });
  });

  it("the stream does not end a second before", async () => {
    vi.useFakeTimers({ toFake: ["Date"] });
    const { openStream, hasSubscriber } = await startServer({ STREAM_SECONDS: "60" });
    const { principal, token } = await makeSubscriber();
    const next = await openStream(token);
    const first = next();
    await hasSubscriber(principal);
    vi.setSystemTime(Date.now() + 59_000);
    await recordChange(principal);
    expect(await first).toMatchObject({ id: "1" });
    const second = next();
    vi.setSystemTime(Date.now() + 1000);
    await recordChange(principal);
    expect(await second).toMatchObject({ event: "return" });
  });
});

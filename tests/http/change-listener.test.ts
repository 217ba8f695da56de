/** The listener of a server process: LISTEN over one connection, or polling where notifications do not arrive. */
import { Client } from "pg";
import { describe, expect, it, vi } from "vitest";
import { makeChange, makeSubscriber, sql, startServer, WAIT } from "../setup/change-server";
import { startDatabaseProxy } from "../setup/database-proxy";
import { hasPgBouncer, startPgBouncer } from "../setup/pgbouncer";

const url = process.env.DATABASE_URL ?? "";
const LISTENERS = "datname = current_database() AND query = 'LISTEN changes'";

async function expectThreeChanges(environment: Record<string, string>) {
  const server = await startServer(environment);
  const { principal, token } = await makeSubscriber();
  const next = await server.openStream(token);
  for (let change = 1; change <= 3; change++) {
    const event = next();
    await server.hasSubscriber(principal);
    await makeChange(principal);
    expect(await event).toMatchObject({ id: String(change) });
  }
  await server.isListening();
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
    for (const { principal } of subscribers) await makeChange(principal);
    expect((await Promise.all(events)).map((event) => event?.id)).toEqual(Array(20).fill("1"));
  });

  it("lost connection: changes meanwhile are delivered after the reconnect", async () => {
    const proxy = await startDatabaseProxy(url);
    const { openStream, hasSubscriber, isListening } = await startServer({ DATABASE_URL: proxy.url });
    const { principal, token } = await makeSubscriber();
    const next = await openStream(token);
    const first = next();
    await hasSubscriber(principal);
    await isListening();
    await makeChange(principal);
    expect(await first).toMatchObject({ id: "1" });

    const second = next();
    proxy.disconnectListeners();
    await makeChange(principal);
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

  it("a check that failed: it tries to listen again within seconds", async () => {
    const proxy = await startDatabaseProxy(url, { dropsNotifications: true });
    const { openStream, isListening, listenerLines } = await startServer({ DATABASE_URL: proxy.url });
    await openStream((await makeSubscriber()).token);
    await isListening();
    proxy.passNotifications();
    const states = [{ isReceiving: false }, { isReceiving: true }];
    await vi.waitFor(() => expect(listenerLines()).toMatchObject(states), WAIT);
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
    await makeChange(principal);
    const next = await openStream(token);
    expect([await next(), await next()]).toMatchObject([{ id: "1" }, { event: "return" }]);
    expect(await next()).toBeUndefined();
    await makeChange(principal);
    expect(await (await openStream(token, "1"))()).toMatchObject({ id: "2" });
  });

  it.each([
    [60, { STREAM_SECONDS: "60" }],
    [230, {}],
    [50, { VERCEL: "1" }],
  ])("the stream does not end a second before: %i seconds with %j", async (seconds, settings) => {
    vi.useFakeTimers({ toFake: ["Date"] });
    const { openStream, hasSubscriber } = await startServer(settings);
    const { principal, token } = await makeSubscriber();
    const next = await openStream(token);
    const first = next();
    await hasSubscriber(principal);
    vi.setSystemTime(Date.now() + (seconds - 1) * 1000);
    await makeChange(principal);
    expect(await first).toMatchObject({ id: "1" });
    const second = next();
    vi.setSystemTime(Date.now() + 1000);
    await makeChange(principal);
    expect(await second).toMatchObject({ event: "return" });
  });
});

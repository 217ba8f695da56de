/** Notifications over Redis, and polling while it is away. */
import { afterAll, describe, expect, it, vi } from "vitest";
import { makeChange, makeSubscriber, sql, startServer, WAIT } from "../setup/change-server";
import { startRedis } from "../setup/redis";

const redis = await startRedis();
if (!redis)
  console.warn(
    "Notifications over Redis are not tested: redis-server is not installed (Debian package: redis-server).",
  );
afterAll(() => redis?.stop());

async function openStream(REDIS_URL: string) {
  const server = await startServer({ REDIS_URL });
  const { principal, token } = await makeSubscriber();
  const next = await server.openStream(token);
  const event = next();
  await server.hasSubscriber(principal);
  await server.isListening();
  return { ...server, principal, event };
}

describe.skipIf(!redis)("Redis", () => {
  const REDIS_URL = redis?.url ?? "";

  it("a change of another process arrives, and PostgreSQL has no listener", async () => {
    const { principal, event } = await openStream(REDIS_URL);
    await startServer({ REDIS_URL });
    const { transact } = await import("@/server/platform/db");
    const { recordChange } = await import("@/server/services/change");
    await transact((tx) => recordChange(tx, { userId: principal.userId, topic: "token", id: "some-row" }));
    expect(await event).toMatchObject({ id: "1", data: { id: "some-row" } });
    const listeners = "datname = current_database() AND query LIKE 'LISTEN%'";
    expect(await sql(`SELECT pid FROM pg_stat_activity WHERE ${listeners}`)).toEqual([]);
  });

  it("stopped meanwhile: changes arrive by polling", async () => {
    const own = await startRedis();
    const { principal, event, listenerLines } = await openStream(own?.url ?? "");
    await own?.stop();
    await makeChange(principal);
    expect(await event).toMatchObject({ id: "1" });
    const states = [{ isReceiving: true }, { isReceiving: false }];
    await vi.waitFor(() => expect(listenerLines()).toMatchObject(states), WAIT);
  });
});

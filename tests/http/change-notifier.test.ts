/** Notifications of changes: after the commit, in batches, to the streams of all processes. */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { resolve } from "node:path";
import { text } from "node:stream/consumers";
import { setImmediate } from "node:timers/promises";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { DELETION_WORDS } from "@/domain/account";
import { Prisma } from "@/generated/prisma/client";
import type { Principal } from "@/server/auth/principal";
import { type Transaction, transact } from "@/server/platform/db";
import { usersOf } from "@/server/realtime/message";
import { flushNotifications } from "@/server/realtime/notifier";
import { postgresChannel } from "@/server/realtime/postgres-channel";
import { recordChange } from "@/server/services/change";
import { makeChange, makeSubscriber, pollOften, sql, startServer, WAIT } from "../setup/change-server";
import { background, logged } from "../setup/database";
import { callerOf, makePrincipal, makeSession } from "../setup/factories";

/** As in realtime/notifier.ts, in milliseconds. */
const PAUSE_MS = 40;
const change = { topic: "token", id: "some-row" } as const;
const endedStream = { event: "serialized-error", data: { data: { code: "UNAUTHORIZED" } } };

describe("publishing", () => {
  const publish = vi.spyOn(postgresChannel, "publish");
  /** The users of each notification. */
  const published = () => publish.mock.calls.map(([messages]) => messages.flatMap((text) => text.split(" ").slice(1)));
  const isPublished = (...users: Principal[][]) =>
    vi.waitFor(() => expect(published()).toEqual(users.map((batch) => batch.map((it) => it.userId))), WAIT);
  const record = (...users: Principal[]) =>
    transact(async (tx) => {
      for (const { userId } of users) await recordChange(tx, { userId, ...change });
    });

  let users: Principal[];
  beforeEach(async () => {
    users = await Promise.all(Array.from({ length: 21 }, () => makePrincipal()));
    publish.mockReset();
  });

  it("after a rollback nothing is notified", async () => {
    const [user, other] = users as [Principal, Principal];
    await expect(
      transact(async (tx) => {
        await recordChange(tx, { userId: user.userId, ...change });
        throw new Error("rolled back");
      }),
    ).rejects.toThrow("rolled back");
    await record(other);
    await isPublished([other]);
  });

  it("a transaction that is retried notifies once, of its last attempt", async () => {
    const [first, second] = users as [Principal, Principal];
    let attempts = 0;
    const deadlock = new Prisma.PrismaClientKnownRequestError("deadlock", { code: "P2034", clientVersion: "none" });
    await transact(async (tx: Transaction) => {
      const { userId } = ++attempts === 1 ? first : second;
      await recordChange(tx, { userId, ...change });
      if (attempts === 1) throw deadlock;
    });
    await isPublished([second]);
  });

  it("nothing is notified before the commit", async () => {
    const [user] = users as [Principal];
    await transact(async (tx) => {
      await recordChange(tx, { userId: user.userId, ...change });
      await setImmediate();
      expect(publish).not.toHaveBeenCalled();
    });
    await isPublished([user]);
  });

  it("while one notification is under way, the next collects the users of all commits", async () => {
    const [first, ...others] = users as [Principal, ...Principal[]];
    let finish = () => {};
    publish.mockReturnValueOnce(new Promise<void>((resolve) => (finish = resolve)));
    await record(first);
    await isPublished([first]);
    for (const user of others) await record(user, first);
    expect(published()).toEqual([[first.userId]]);
    finish();
    const [second, ...rest] = others as [Principal, ...Principal[]];
    await isPublished([first], [second, first, ...rest]);
  });

  it("a notification that fails is logged once and left to the polls; the next ones are sent", async () => {
    const [one, two, three] = users as [Principal, Principal, Principal];
    publish.mockRejectedValueOnce(new Error("gone")).mockRejectedValueOnce(new Error("gone"));
    const lines = () => logged.map((line) => JSON.parse(line)).filter((line) => line.event === "changes.notifier");
    for (const [index, user] of [one, two, three].entries()) {
      await record(user);
      await vi.waitFor(() => expect(published()).toHaveLength(index + 1), WAIT);
    }
    await vi.waitFor(() => expect(lines().map(({ level }) => level)).toEqual([50, 30]), WAIT);
  });

  it("what waits for the pause after a notification is sent at once when the process ends", async () => {
    const [first, second] = users as [Principal, Principal];
    const schedule = vi.mocked(setTimeout).getMockImplementation() as typeof setTimeout;
    const withoutPause = (run: () => void, ms: number) => schedule(ms === PAUSE_MS ? () => {} : run, ms);
    vi.mocked(setTimeout).mockImplementation(withoutPause as typeof setTimeout);
    await record(first);
    await isPublished([first]);
    await record(second);
    expect(published()).toEqual([[first.userId]]);
    flushNotifications();
    await isPublished([first], [second]);
    await flushNotifications();
  });

  it("on Vercel, the function is kept awake until the notification is sent", async () => {
    const [user] = users as [Principal];
    background.clear();
    await record(user);
    expect(background.size).toBe(1);
    await Promise.all(background);
    expect(published()).toEqual([[user.userId]]);
  });

  it("a message names 100 users at most", async () => {
    const { toMessages } = await import("@/server/realtime/message");
    const ids = Array.from({ length: 201 }, (_, index) => `user-${index}`);
    expect(toMessages(ids).map((message) => message.split(" ").length - 1)).toEqual([100, 100, 1]);
    expect(toMessages(ids).flatMap(usersOf)).toEqual([]); // of this process
    expect(usersOf(`other ${ids.join(" ")}`)).toEqual(ids);
  });
});

describe("a stopping server", () => {
  it("sends the notification of a write before it responds", async () => {
    const server = await startServer();
    const { drain } = await import("@/server/platform/draining");
    const { postgresChannel: channel } = await import("@/server/realtime/postgres-channel");
    const { revokeCredentials } = await import("@/server/services/session");
    let isSent = false;
    vi.spyOn(channel, "publish").mockImplementation(async () => {
      await server.db.$queryRaw`SELECT 1`;
      isSent = true;
    });
    const { credentialId } = await makePrincipal();
    drain();
    await revokeCredentials({ id: credentialId });
    expect(isSent).toBe(true);
  });
});

describe("streams", () => {
  /** A new user, and the next event of their stream at a server that listens. */
  async function follow(server: Awaited<ReturnType<typeof startServer>>) {
    const { principal, token } = await makeSubscriber();
    const event = (await server.openStream(token))();
    await server.hasSubscriber(principal);
    await server.isListening();
    return { principal, event };
  }

  const ends = {
    "its session is revoked": async (user: Principal) => callerOf(await makeSession(user)).session.revokeOthers({}),
    "its user is disabled": async ({ userId: id }: Principal) =>
      callerOf(await makePrincipal({ role: "ADMIN" })).admin.user.disable({ id, disabled: true }),
    "its user deletes the account": (user: Principal) => callerOf(user).account.delete({ confirm: DELETION_WORDS }),
    "the password is changed": (user: Principal) =>
      callerOf(user).account.changePassword({ newPassword: "another long one" }),
  };

  it.each(Object.entries(ends))("of another process end at once when %s", async (_, end) => {
    const server = await startServer();
    const { principal, event } = await follow(server);
    await end(principal);
    expect(await event).toMatchObject(endedStream);
  });

  it("of the same process end at once, also without notifications", async () => {
    const server = await startServer();
    const { revokeCredentials } = await import("@/server/services/session");
    const { postgresChannel: channel } = await import("@/server/realtime/postgres-channel");
    const { principal, event } = await follow(server);
    vi.spyOn(channel, "publish").mockRejectedValue(new Error("gone"));
    await revokeCredentials({ userId: principal.userId });
    expect(await event).toMatchObject(endedStream);
  });

  it("of an app end when its user is disabled, who has no session", async () => {
    const server = await startServer();
    const { principal, token } = await makeSubscriber();
    await sql(`UPDATE credentials SET revoked_at = now() WHERE user_id = '${principal.userId}' AND kind = 'SESSION'`);
    const next = await server.openStream(token, "1");
    const event = next();
    await server.hasSubscriber(principal);
    await server.isListening();
    await ends["its user is disabled"](principal);
    expect(await event).toMatchObject(endedStream);
  });

  it("receive what the trigger of an earlier version notifies of", async () => {
    const server = await startServer();
    const { principal, event } = await follow(server);
    const { userId } = principal;
    await sql(`UPDATE users SET change_seq = 1 WHERE id = '${userId}';
      INSERT INTO changes (user_id, seq, topic, row_id) VALUES ('${userId}', 1, 'token', 'none');
      SELECT pg_notify('changes', '${userId}')`);
    expect(await event).toMatchObject({ id: "1" });
  });

  it("receive the change of a process that died before it notified once, by a poll", async () => {
    const server = await startServer();
    const { principal, token } = await makeSubscriber();
    const next = await server.openStream(token);
    const event = next();
    await server.hasSubscriber(principal);
    const args = ["--import", "tsx", "--conditions=react-server", "tests/setup/dying-writer.ts", principal.userId];
    // Not spawnSync, which would stop this process meanwhile: the server in it would give up its own statements.
    const writer = spawn(process.execPath, args, {
      cwd: resolve(import.meta.dirname, "../.."),
      stdio: ["ignore", "ignore", "pipe"],
    });
    const [errors, [, signal]] = await Promise.all([text(writer.stderr), once(writer, "exit")]);
    expect([signal, errors]).toEqual(["SIGKILL", ""]);
    pollOften();
    await server.isListening();
    expect(await event).toMatchObject({ id: "1", data: { id: "of-a-dead-process" } });
    await makeChange(principal);
    expect(await next()).toMatchObject({ id: "2" });
  });

  it("end by a poll when the credential expires", async () => {
    pollOften();
    const server = await startServer();
    const { principal, token } = await makeSubscriber();
    const next = await server.openStream(token);
    const event = next();
    await server.hasSubscriber(principal);
    await sql(`UPDATE credentials SET expires_at = now() WHERE user_id = '${principal.userId}'`);
    expect(await event).toMatchObject(endedStream);
  });

  it("poll by one statement for all of a process, which wakes those with a change", async () => {
    const { openStream, hasSubscriber, isListening } = await startServer();
    const { pool } = await import("@/server/platform/pool");
    const subscribers = await Promise.all(Array.from({ length: 20 }, makeSubscriber));
    const events = subscribers.map(async ({ token }) => (await openStream(token))());
    for (const { principal } of subscribers) await hasSubscriber(principal);
    await isListening();
    const query = vi.spyOn(pool(), "query");
    const polls = () => query.mock.calls.filter(([it]) => JSON.stringify(it).includes("change_seq AS seq")).length;
    const reads = () => query.mock.calls.filter(([it]) => JSON.stringify(it).includes("LATERAL")).length;
    pollOften();
    const [first] = subscribers as [Awaited<ReturnType<typeof makeSubscriber>>];
    await sql(`UPDATE users SET change_seq = 1 WHERE id = '${first.principal.userId}';
      INSERT INTO changes (user_id, seq, topic, row_id) VALUES ('${first.principal.userId}', 1, 'token', 'none')`);
    expect(await events[0]).toMatchObject({ id: "1" });
    expect(polls()).toBeGreaterThan(0);
    expect(reads()).toBeLessThan(20);
  });
});

/** Changes that are no longer kept, and the clients that have not received them. */
import { Client } from "pg";
import { describe, expect, it, vi } from "vitest";
import type { Principal } from "@/server/auth/principal";
import { db, transact } from "@/server/platform/db";
import { recordChange } from "@/server/services/change";
import { CHANGES_KEPT_MS, deleteOldChanges } from "@/server/services/change-retention";
import { makeAccessToken, makePrincipal } from "../setup/factories";
import { query } from "../setup/http";
import { readEvents } from "../setup/stream";

const MINUTE_MS = 60_000;
const WAIT = { timeout: 60_000 };

const record = ({ userId }: Principal) => transact((tx) => recordChange(tx, { userId, topic: "token", id: "row" }));

/** A user with `count` changes, the first of which are as old as `ages` says, in milliseconds. */
async function makeFollower(count: number, ages: readonly number[]) {
  const principal = await makePrincipal();
  const { userId } = principal;
  for (let seq = 1; seq <= count; seq++) await record(principal);
  for (const [index, age] of ages.entries()) {
    await db.change.update({
      where: { userId_seq: { userId, seq: index + 1 } },
      data: { createdAt: new Date(Date.now() - age) },
    });
  }
  return principal;
}

const OLD = CHANGES_KEPT_MS + MINUTE_MS;
const KEPT = CHANGES_KEPT_MS - MINUTE_MS;

async function seqsOf({ userId }: Principal) {
  const changes = await db.change.findMany({ where: { userId }, orderBy: { seq: "asc" } });
  return changes.map(({ seq }) => seq);
}

/** Follows from a number on. @returns a function that waits for the next event */
async function follow(principal: Principal, lastEventId: string) {
  const headers = { authorization: `Bearer ${await makeAccessToken(principal)}` };
  const connection = new AbortController();
  const events = readEvents(await query("change.onChange", { lastEventId }, { headers, signal: connection.signal }));
  expect((await events.next()).value).toMatchObject({ event: "connected" });
  return { next: async () => (await events.next()).value, close: () => connection.abort() };
}

describe("old changes", () => {
  it("are deleted after 30 days, later ones are kept", async () => {
    const principal = await makeFollower(4, [OLD, OLD, KEPT]);
    await deleteOldChanges();
    expect(await seqsOf(principal)).toEqual([3, 4]);
  });

  it("are deleted without a hole, even if the clock was set back between two changes", async () => {
    const principal = await makeFollower(4, [OLD, KEPT, OLD]);
    await deleteOldChanges();
    expect(await seqsOf(principal)).toEqual([4]);
  });

  it("are deleted in batches of 1,000", async () => {
    const { userId } = await makePrincipal();
    const createdAt = new Date(Date.now() - OLD);
    const seqs = Array.from({ length: 1200 }, (_, index) => index + 1);
    await db.change.createMany({
      data: seqs.map((seq) => ({ userId, seq, topic: "token", rowId: "row", createdAt })),
    });
    expect(await deleteOldChanges()).toBe(1000);
    expect(await deleteOldChanges()).toBe(200);
    expect(await deleteOldChanges()).toBe(0);
  });

  it("are deleted by one process at a time", async () => {
    const principal = await makeFollower(2, [OLD]);
    const other = new Client({ connectionString: process.env.DATABASE_URL });
    await other.connect();
    await other.query("BEGIN");
    await other.query("SELECT pg_advisory_xact_lock(hashtextextended('delete old changes', 0))");
    expect(await deleteOldChanges()).toBe(0);
    await other.end();
    await vi.waitFor(async () => expect(await deleteOldChanges()).toBe(1), WAIT);
    expect(await seqsOf(principal)).toEqual([2]);
  });

  it("are deleted while their user's next change is being written", async () => {
    const principal = await makeFollower(2, [OLD]);
    const { userId } = principal;
    await transact(async (tx) => {
      await recordChange(tx, { userId, topic: "token", id: "row" });
      expect(await deleteOldChanges()).toBe(1);
    });
    expect(await seqsOf(principal)).toEqual([2, 3]);
  });

  it("are deleted every 10 minutes, when a change is recorded", async () => {
    const principal = await makeFollower(2, [OLD]);
    const now = Date.now();
    vi.spyOn(Date, "now").mockImplementation(() => now + 11 * MINUTE_MS);
    await record(principal);
    vi.mocked(Date.now).mockRestore();
    await vi.waitFor(async () => expect(await seqsOf(principal)).toEqual([2, 3]), WAIT);
  });
});

describe("a client whose number is", () => {
  it.each(["0", "1"])("%s, with change 2 deleted: gets a gap up to the latest, then later changes", async (number) => {
    const principal = await makeFollower(4, [OLD, OLD, KEPT]);
    await deleteOldChanges();
    const stream = await follow(principal, number);
    expect(await stream.next()).toEqual({ event: "message", id: "4", data: { seq: 4, isGap: true } });
    const next = stream.next();
    await record(principal);
    expect(await next).toMatchObject({ id: "5", data: { seq: 5, topic: "token" } });
    stream.close();
  });

  it("2, with change 2 deleted: gets all later changes and no gap", async () => {
    const principal = await makeFollower(4, [OLD, OLD, KEPT]);
    await deleteOldChanges();
    const stream = await follow(principal, "2");
    expect([await stream.next(), await stream.next()]).toMatchObject([
      { id: "3", data: { topic: "token" } },
      { id: "4", data: { topic: "token" } },
    ]);
    stream.close();
  });

  it.each(["2", "9"])("%s of 2, all deleted: gets no gap, but the next change", async (number) => {
    const principal = await makeFollower(2, [OLD, OLD]);
    await deleteOldChanges();
    const stream = await follow(principal, number);
    const next = stream.next();
    await record(principal);
    expect(await next).toMatchObject({ id: "3", data: { seq: 3, topic: "token" } });
    stream.close();
  });
});

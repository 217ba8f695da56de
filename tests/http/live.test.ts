/** Live orders, as the door sends them. */
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { describe, expect, it, vi } from "vitest";
import type { OrderStatus } from "@/domain/order";
import type { Principal } from "@/server/auth/principal";
import { db } from "@/server/platform/db";
import { countSubscribers } from "@/server/realtime/changes";
import { callerOf, makeCustomer, makeOrder, makePersonalToken, makePrincipal } from "../setup/factories";
import { query, send } from "../setup/http";
import { eventsIn, type StreamEvent } from "../setup/stream";

const WAIT = { timeout: 10_000 };

type Options = { lastEventId?: string; header?: string };

/** Follows the orders of whoever a token speaks for: `next` waits for what is told, `hangUp` cuts the line. */
async function follow(token: string | undefined, { lastEventId, header }: Options = {}) {
  const headers = { authorization: token && `Bearer ${token}`, "last-event-id": header };
  const line = new AbortController();
  const response = await query("change.onChange", { lastEventId }, { headers, signal: line.signal });
  const events = eventsIn(response);
  const next = async () => (await events.next()).value ?? undefined;
  expect(await next()).toMatchObject({ event: "connected" });
  return { next, hangUp: () => line.abort() };
}

const codeOf = (event: StreamEvent | undefined) =>
  (event?.data as { data?: { code?: string } } | undefined)?.data?.code;
function collectGarbage() {
  setFlagsFromString("--expose-gc");
  runInNewContext("gc")();
}

const isFollowing = ({ userId }: Principal) => vi.waitFor(() => expect(countSubscribers(userId)).toBe(1), WAIT);
/** As the services do it: the number and its event come together, or who is woken by the number finds nothing. */
const move = ({ userId: id }: Principal, orderId: string, status: OrderStatus) =>
  db.$transaction(async (tx) => {
    const { changeSeq: seq } = await tx.user.update({ where: { id }, data: { changeSeq: { increment: 1 } } });
    await tx.orderEvent.create({ data: { ownerId: id, seq, orderId, status } });
  });

describe("whoever follows their orders", () => {
  it("hears of each change as it happens, under its number", async () => {
    const { principal, token } = await makeCustomer();
    const events = await follow(token);
    const first = events.next();
    await isFollowing(principal);
    const order = await makeOrder(principal);
    expect(await first).toEqual({
      event: "message",
      id: "1",
      data: { orderId: order.id, seq: 1, status: "PLACED", note: null, createdAt: order.events[0]?.createdAt },
    });
    await callerOf(principal).order.cancel({ id: order.id, reason: "Too many" });
    expect(await events.next()).toMatchObject({ id: "2", data: { status: "CANCELLED", note: "Too many" } });
    events.hangUp();
    await vi.waitFor(() => expect(countSubscribers(principal.userId)).toBe(0), WAIT);
  });

  it("hears nothing of anybody else's", async () => {
    const { principal, token } = await makeCustomer();
    const stranger = await makePrincipal();
    const events = await follow(token);
    const heard = events.next();
    await isFollowing(principal);
    await makeOrder(stranger);
    const own = await makeOrder(principal);
    expect(await heard).toMatchObject({ id: "1", data: { orderId: own.id } });
    events.hangUp();
  });

  it("goes on after the last number that they heard: nothing is lost, nothing comes twice", async () => {
    const { principal, token } = await makeCustomer();
    const order = await makeOrder(principal);
    for (const status of ["PACKED", "SHIPPED", "DELIVERED"] as const) await move(principal, order.id, status);
    for (const options of [{ lastEventId: "2" }, { header: "2" }]) {
      const events = await follow(token, options);
      expect([await events.next(), await events.next()]).toMatchObject([{ id: "3" }, { id: "4" }]);
      const fifth = events.next();
      await isFollowing(principal);
      await move(principal, order.id, "DELIVERED");
      expect(await fifth).toMatchObject({ id: String((await latest(principal)) ?? 0) });
      events.hangUp();
      await vi.waitFor(() => expect(countSubscribers(principal.userId)).toBe(0), WAIT);
      await db.orderEvent.deleteMany({ where: { ownerId: principal.userId, seq: { gt: 4 } } });
      await db.user.update({ where: { id: principal.userId }, data: { changeSeq: 4 } });
    }
  });

  it("gets a long absence in order, in more than one piece", async () => {
    const { principal, token } = await makeCustomer();
    const order = await makeOrder(principal);
    const { userId: ownerId } = principal;
    const data = Array.from({ length: 250 }, (_, index) => ({
      ownerId,
      seq: index + 2,
      orderId: order.id,
      status: "PACKED" as const,
    }));
    await db.orderEvent.createMany({ data });
    await db.user.update({ where: { id: ownerId }, data: { changeSeq: 251 } });
    const events = await follow(token, { lastEventId: "0" });
    const heard: string[] = [];
    while (heard.length < 251) heard.push((await events.next())?.id ?? "none");
    expect(heard).toEqual(Array.from({ length: 251 }, (_, index) => String(index + 1)));
    events.hangUp();
  });

  it("is not harmed by a number that cannot be", async () => {
    const { principal, token } = await makeCustomer();
    for (const header of ["-1", "1 OR 1=1", "1e3", "99999999999"]) {
      const response = await send("/api/trpc/change.onChange", {
        headers: { authorization: `Bearer ${token}`, "last-event-id": header },
      });
      const events = eventsIn(response);
      await events.next();
      expect((await events.next()).value).toMatchObject({
        event: "serialized-error",
        data: { data: { code: "BAD_REQUEST" } },
      });
    }
    // One that is only not reached yet means now.
    const events = await follow(token, { header: "9999999999" });
    const first = events.next();
    await isFollowing(principal);
    await makeOrder(principal);
    expect(await first).toMatchObject({ id: "1" });
    events.hangUp();
  });

  it("needs to be known: a token in the address is none", async () => {
    const { token } = await makeCustomer();
    const params = encodeURIComponent(JSON.stringify({ authorization: `Bearer ${token}`, token }));
    for (const extra of [
      "",
      `&token=${token}`,
      `&access_token=${token}`,
      `&authorization=Bearer%20${token}`,
      `&connectionParams=${params}`,
    ]) {
      const events = eventsIn(
        await send(`/api/trpc/change.onChange?input=${encodeURIComponent('{"json":{}}')}${extra}`),
      );
      await events.next();
      expect((await events.next()).value).toMatchObject({
        event: "serialized-error",
        data: { data: { code: "UNAUTHORIZED" } },
      });
    }
  });

  it("may be a script with a personal token that reads orders, and none other", async () => {
    const principal = await makePrincipal();
    const events = await follow(await makePersonalToken(principal, "orders:read"));
    const first = events.next();
    await isFollowing(principal);
    await makeOrder(principal);
    expect(await first).toMatchObject({ id: "1" });
    events.hangUp();
    const refused = await follow(await makePersonalToken(principal, "orders:write"));
    expect(await refused.next()).toMatchObject({
      event: "serialized-error",
      data: { data: { reason: "INSUFFICIENT_SCOPE" } },
    });
  });

  it("is told no more as soon as the credential is revoked or the account disabled", async () => {
    for (const end of ["revoke", "disable"]) {
      const { principal, token } = await makeCustomer();
      const events = await follow(token);
      const told = events.next();
      await isFollowing(principal);
      if (end === "revoke") {
        await db.credential.updateMany({ where: { userId: principal.userId }, data: { revokedAt: new Date() } });
      } else await db.user.update({ where: { id: principal.userId }, data: { disabledAt: new Date() } });
      expect(await told).toMatchObject({ event: "serialized-error", data: { data: { code: "UNAUTHORIZED" } } });
      expect(await events.next()).toBeUndefined();
      await vi.waitFor(() => expect(countSubscribers(principal.userId)).toBe(0), WAIT);
    }
  });

  it("may do so in ten places, and leaving one makes room", async () => {
    const { principal, token } = await makeCustomer();
    const places = await Promise.all(Array.from({ length: 10 }, () => follow(token)));
    const told = places.map((place) => place.next());
    await vi.waitFor(() => expect(countSubscribers(principal.userId)).toBe(10), WAIT);
    const refused = {
      event: "serialized-error",
      data: { data: { code: "TOO_MANY_REQUESTS", reason: "TOO_MANY_STREAMS" } },
    };
    expect(await (await follow(token)).next()).toMatchObject(refused);
    await makeOrder(principal);
    expect((await Promise.all(told)).map((event) => event?.id)).toEqual(Array(10).fill("1"));
    places[0]?.hangUp();
    await vi.waitFor(() => expect(countSubscribers(principal.userId)).toBe(9), WAIT);
    const again = await follow(token, { lastEventId: "0" });
    expect(await again.next()).toMatchObject({ id: "1" });
    for (const place of [...places, again]) place.hangUp();
  });

  it("leaves nothing behind when the line is cut, whatever the garbage collector has taken until then", async () => {
    const { principal, token } = await makeCustomer();
    const events = await follow(token);
    const told = events.next();
    await isFollowing(principal);
    collectGarbage();
    events.hangUp();
    await vi.waitFor(() => expect(countSubscribers(principal.userId)).toBe(0), WAIT);
    expect(await told).toBeUndefined();
  });

  it("is refused when it begins too often", async () => {
    const { token } = await makeCustomer();
    const codes = new Set<string | undefined>();
    for (let count = 0; count < 61; count++) {
      const events = await follow(token, { lastEventId: "bad" });
      codes.add(codeOf(await events.next()));
    }
    expect([...codes]).toEqual(["BAD_REQUEST", "TOO_MANY_REQUESTS"]);
  });

  it("gets a stream that nothing on the way may keep or compress", async () => {
    const { token } = await makeCustomer();
    const response = await query("change.onChange", {}, { headers: { authorization: `Bearer ${token}` } });
    expect(response.headers.get("cache-control")).toBe("private, no-store, no-transform");
    expect(response.headers.get("x-request-id")).toBeTruthy();
    await response.body?.cancel();
  });
});

async function latest({ userId: id }: Principal) {
  return (await db.user.findUnique({ where: { id } }))?.changeSeq;
}

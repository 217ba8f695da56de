/** Orders are read with their lines and events as JSON: sequence, types and times are those of the columns. */
import { describe, expect, it } from "vitest";
import { db } from "@/server/platform/db";
import { callerOf, makePrincipal, makeProduct } from "../setup/factories";
import { freshServer } from "../setup/fresh-server";
import { readPages } from "../setup/pages";
import { statementsOf } from "./statements";

/** Times whose text differs: with an offset of seconds, of half an hour, twice the same local time, and of five digits. */
const TIMES = [
  "1890-01-01T00:00:00.001Z",
  "2026-07-01T12:34:56.789Z",
  "2026-11-01T03:45:00Z",
  "2026-11-01T04:45:00Z",
  "+012026-01-01T00:00:00Z",
];

async function makeOrderOf(...names: string[]) {
  const owner = await makePrincipal();
  const products = await Promise.all(names.map((name) => makeProduct({ name, priceCents: 250 })));
  const lines = products.map(({ id }, index) => ({ productId: id, quantity: index + 1 }));
  return { owner, ...(await callerOf(owner).order.place({ lines })) };
}

it("order.byId and order.list: the lines by name, as placing returned them", async () => {
  const { owner, events, ...summary } = await makeOrderOf("b", '"a" \\ ä', "C", "a");
  expect(summary.lines.map(({ name }) => name)).toEqual(['"a" \\ ä', "C", "a", "b"]);
  expect(await callerOf(owner).order.byId({ id: summary.id })).toEqual({ ...summary, events });
  expect(await callerOf(owner).order.list({})).toEqual({ items: [summary], nextCursor: null });
});

it("order.byId: the events in the sequence of their numbers", async () => {
  const { owner, id } = await makeOrderOf("a");
  const event = { ownerId: owner.userId, orderId: id, status: "PACKED" } as const;
  for (const seq of [10, 9]) await db.orderEvent.create({ data: { ...event, seq } });
  expect((await callerOf(owner).order.byId({ id })).events.map(({ seq }) => seq)).toEqual([1, 9, 10]);
});

it("order.list: an order without lines has an empty list of them", async () => {
  const { userId: ownerId, ...rest } = await makePrincipal();
  await db.order.create({ data: { id: crypto.randomUUID(), ownerId, totalCents: 1 } });
  const { items } = await callerOf({ userId: ownerId, ...rest }).order.list({});
  expect(items).toMatchObject([{ totalCents: 1, lines: [] }]);
});

it("order.byId: another user's order is NOT_FOUND, like one that does not exist", async () => {
  const { id } = await makeOrderOf("a");
  const other = callerOf(await makePrincipal());
  const error = { code: "NOT_FOUND", message: "This order does not exist." };
  await expect(other.order.byId({ id })).rejects.toMatchObject(error);
  await expect(other.order.byId({ id: "missing" })).rejects.toMatchObject(error);
});

describe.each(["America/St_Johns", "Pacific/Chatham"])("a database in %s", (zone) => {
  it("orders and their events have their times, and a page continues after each of them", async () => {
    const { userId } = await makePrincipal();
    for (const [index, time] of TIMES.entries()) {
      const createdAt = new Date(time);
      const events = { create: { ownerId: userId, seq: index, status: "PLACED", createdAt } } as const;
      await db.order.create({ data: { id: crypto.randomUUID(), ownerId: userId, totalCents: 1, createdAt, events } });
    }
    const server = await freshServer({ DATABASE_URL: `${process.env.DATABASE_URL}?options=-c%20timezone%3D${zone}` });
    const { findOrder, listOrders } = await import("@/server/services/order-list");
    const orders = await readPages((cursor) => listOrders(userId, { limit: 1, cursor }));
    const times = TIMES.map((time) => new Date(time)).toReversed();
    expect(orders.map(({ createdAt }) => createdAt)).toEqual(times);
    const found = await Promise.all(orders.map(({ id }) => findOrder(id, userId)));
    expect(found.map((order) => order?.events[0]?.createdAt)).toEqual(times);
    await server.db.$disconnect();
  });
});

it("order.list: a page of any size has the same text, which is prepared once", async () => {
  const { list } = callerOf(await makePrincipal()).order;
  const texts = await statementsOf(async () => {
    for (const limit of [1, 20, 100]) await list({ limit });
  });
  expect(new Set(texts.filter((text) => text.includes("FROM orders"))).size).toBe(1);
});

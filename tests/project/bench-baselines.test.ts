/** The baselines of the benchmark do what the product does, and their answers are compared with its own. */
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, expect, it, vi } from "vitest";
import { db } from "@/server/platform/db";
import { areSame, compareAnswers, rowsOf } from "../bench/answers";
import * as byHand from "../bench/floor/orders";
import { pool } from "../bench/floor/statements";
import type { Servers } from "../bench/servers";
import { FLOOR, one, type Subject } from "../bench/subject";
import { db as t3Database } from "../bench/t3/server/db";
import { appRouter } from "../bench/t3/server/root";
import { callerOf, makeOrder, makePrincipal, makeProduct } from "../setup/factories";

afterAll(() => Promise.all([pool.end(), t3Database.$disconnect()]));

/** What an order has left in the database, without ids and times. */
async function effectsOn(ownerId: string) {
  const line = { productId: true, name: true, image: true, priceCents: true, quantity: true } as const;
  const [order, user] = await Promise.all([
    db.order.findFirstOrThrow({
      where: { ownerId },
      select: {
        status: true,
        totalCents: true,
        lines: { select: { ...line, product: { select: { stock: true } } }, orderBy: { name: "asc" } },
        events: { select: { ownerId: true, seq: true, status: true, note: true }, orderBy: { seq: "asc" } },
      },
    }),
    db.user.findUniqueOrThrow({ where: { id: ownerId }, select: { changeSeq: true } }),
  ]);
  return { ...order, ...user, events: order.events.map((event) => ({ ...event, ownerId: event.ownerId === ownerId })) };
}

async function makeLines() {
  const products = await Promise.all([makeProduct({ stock: 5, priceCents: 250 }), makeProduct({ stock: 7 })]);
  return products.map(({ id }, index) => ({ productId: id, quantity: 2 + index }));
}

it("baseline (b): placing and canceling an order leaves the rows that the product leaves", async () => {
  const [own, other, lines] = [await makePrincipal(), await makePrincipal(), await makeLines()];
  const caller = callerOf(own);
  const { id: ownId } = await caller.order.place({ lines });
  const placed = await effectsOn(own.userId);
  await caller.order.cancel({ id: ownId });
  const cancelled = await effectsOn(own.userId);

  const { id } = await byHand.placeOrder(other.userId, lines);
  expect(await effectsOn(other.userId)).toEqual(placed);
  await byHand.cancelOrder(other.userId, id);
  expect(await effectsOn(other.userId)).toEqual(cancelled);
});

it("baseline (b): an order of more than the stock is refused, and takes nothing", async () => {
  const { userId } = await makePrincipal();
  const [few, many] = [await makeProduct({ stock: 1 }), await makeProduct({ stock: 9 })];
  const lines = [few, many].map(({ id }) => ({ productId: id, quantity: 2 }));
  await expect(byHand.placeOrder(userId, lines)).rejects.toThrow("too little stock");
  const stocks = await db.product.findMany({ where: { id: { in: [few.id, many.id] } }, orderBy: { stock: "asc" } });
  expect(stocks.map(({ stock }) => stock)).toEqual([1, 9]);
});

it("baseline (b): an order is cancelled once, and by its owner only", async () => {
  const [owner, stranger] = [await makePrincipal(), await makePrincipal()];
  const { id } = await makeOrder(owner);
  await expect(byHand.cancelOrder(stranger.userId, id)).rejects.toThrow("can't be cancelled");
  const outcomes = await Promise.allSettled([1, 2, 3].map(() => byHand.cancelOrder(owner.userId, id)));
  expect(outcomes.map(({ status }) => status).toSorted()).toEqual(["fulfilled", "rejected", "rejected"]);
});

const t3CallerOf = (id: string | null) => {
  const session = id ? { user: { id }, expires: new Date().toISOString() } : null;
  return appRouter.createCaller({ db: t3Database, session, headers: new Headers() });
};

it("baseline (d): the pages of a list have the rows of the product's", async () => {
  vi.spyOn(console, "log").mockReturnValue();
  const owner = await makePrincipal();
  for (let n = 0; n < 5; n++) await makeOrder(owner);
  const [caller, t3] = [callerOf(owner), t3CallerOf(owner.userId)];
  const [own, first] = [await caller.order.list({ limit: 3 }), await t3.order.list({ limit: 3 })];
  expect(first.items).toMatchObject(own.items);
  const next = await caller.order.list({ limit: 3, cursor: own.nextCursor });
  const second = await t3.order.list({ limit: 3, cursor: first.nextCursor });
  expect(second.items).toMatchObject(next.items);
  expect([second.items.length, second.nextCursor]).toEqual([2, undefined]);
});

it("baseline (d): a call without a session is refused", async () => {
  vi.spyOn(console, "log").mockReturnValue();
  await expect(t3CallerOf(null).order.list({})).rejects.toThrow("UNAUTHORIZED");
});

const row = { id: "a", total: 5, at: "2026-01-01T13:00:00+13:00", lines: [{ id: "b" }] };
const answer = (...items: object[]) => rowsOf(JSON.stringify({ items }));

it("answers: rows are the same over every transport, with more fields and in another time zone", () => {
  const json = { ...row, at: "2026-01-01T00:00:00.000Z", lines: [{ id: "b", more: 1 }] };
  expect(areSame(rowsOf(JSON.stringify([{ result: { data: { json: { items: [json] } } } }])), answer(row))).toBe(true);
  expect(areSame(rowsOf(JSON.stringify(json)), answer(row))).toBe(true);
  const batch = [{ result: { data: { json: { items: [json] } } } }, { result: { data: { json } } }];
  expect(areSame(rowsOf(JSON.stringify(batch)), rowsOf(JSON.stringify({ items: [[row], [row]] })))).toBe(true);
});

it("answers: another value, one row more or less, a missing field and no rows are not the same", () => {
  const { total: _, ...rest } = row;
  const others = [
    answer({ ...row, total: 6 }),
    answer({ ...row, lines: [{ id: "c" }] }),
    answer(rest),
    answer(row, row),
  ];
  expect(others.map((rows) => areSame(rows, answer(row)))).toEqual([false, false, false, false]);
  expect([areSame(answer(), answer(row)), areSame(answer(), answer())]).toEqual([false, false]);
});

it("answers: of a new order, ids and times may differ, but nothing else", () => {
  const placed = {
    id: "x",
    createdAt: "2026-01-01T00:00:00Z",
    status: "PLACED",
    events: [{ seq: 1, status: "PLACED" }],
  };
  const other = { ...placed, id: "y", createdAt: "2026-02-02T00:00:00Z", events: [{ seq: 2, status: "PLACED" }] };
  expect([areSame([other], [placed], true), areSame([other], [placed])]).toEqual([true, false]);
  expect(areSame([{ ...other, status: "CANCELLED" }], [placed], true)).toBe(false);
});

it("answers: pages are the same with the same orders, products and totals, however they look", () => {
  const text = '<li><a href="/orders/a">1</a>Product 0001, Product 0002 €5.00</li>';
  const own = rowsOf(`<html><li>Menu</li>${text.replace("<li>", '<li class="row">')}</html>`);
  expect(own).toEqual([{ id: "a", names: ["Product 0001", "Product 0002"], total: "€5.00" }]);
  expect(areSame(own, rowsOf(`<html>${text}</html>`))).toBe(true);
  expect(areSame(own, rowsOf(`<html>${text.replace("€5", "€6")}</html>`))).toBe(false);
});

it("answers: a variant with another answer than baseline (b) ends the benchmark", async () => {
  const server = createServer(({ url = "" }, response) =>
    response.end(JSON.stringify({ total: Number(url.slice(1)) })),
  );
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
  const app = { origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}` };
  const subject = (operation: string, variant: string, path: string): Subject => {
    return { operation, variant, server: "app", work: (send) => one(send, { path }) };
  };
  const same = [subject("list", FLOOR, "/1"), subject("list", "tRPC", "/1"), subject("other", "tRPC", "/2")];
  const compare = (...more: Subject[]) => compareAnswers([...same, ...more], { app } as Servers);
  await compare();
  await expect(compare(subject("list", "REST", "/2")).finally(() => server.close())).rejects.toThrow(
    'list, REST answers\n[{"total":2}]\nbut (b) Next route handler\n[{"total":1}]',
  );
});

/** Parallel orders and cancellations, on a real database. */
import { describe, expect, it } from "vitest";
import type { Order } from "@/domain/order.schema";
import { Prisma } from "@/generated/prisma/client";
import type { Principal } from "@/server/auth/principal";
import { db, transact } from "@/server/platform/db";
import { cancelOrder, placeOrder } from "@/server/services/order";
import { findOrder } from "@/server/services/order-list";
import { callerOf, makeOrder, makePrincipal, makeProduct } from "../setup/factories";
import { statementsOf } from "./statements";

const stockOf = async (id: string) => (await db.product.findUniqueOrThrow({ where: { id } })).stock;

/** The number of calls with each outcome: "OK", or the code and reason of the error. */
async function tally(calls: Promise<unknown>[]) {
  const outcomes: Record<string, number> = {};
  for (const result of await Promise.allSettled(calls)) {
    const { code, reason, message } = result.status === "rejected" ? result.reason : { code: "OK" };
    const name = [code ?? message, reason].filter(Boolean).join(" ");
    outcomes[name] = (outcomes[name] ?? 0) + 1;
  }
  return outcomes;
}

/** The number of transactions that `work` begins: a deadlock begins one more, which hides it from the caller. */
const transactionsOf = async (work: () => Promise<unknown>) =>
  (await statementsOf(work)).filter((text) => text.startsWith("BEGIN")).length;

export const describeRaces = (title: string) =>
  describe(title, () => {
    it("place: 50 buyers of the last 5 items get exactly 5 orders", async () => {
      const buyers = await Promise.all(Array.from({ length: 50 }, () => makePrincipal()));
      const product = await makeProduct({ stock: 5 });
      const place = (buyer: Principal) =>
        callerOf(buyer).order.place({ lines: [{ productId: product.id, quantity: 1 }] });

      expect(await tally(buyers.map(place))).toEqual({ OK: 5, "CONFLICT OUT_OF_STOCK": 45 });

      expect(await stockOf(product.id)).toBe(0);
      const orders = await db.order.findMany({
        where: { ownerId: { in: buyers.map((buyer) => buyer.userId) } },
        include: { lines: true, events: true },
      });
      expect(orders.map(({ lines, events }) => [lines.length, events.length])).toEqual(Array(5).fill([1, 1]));
    });

    it("place: 30 buyers of two products, of which one runs out, get both or none", async () => {
      const buyers = await Promise.all(Array.from({ length: 30 }, () => makePrincipal()));
      const [plenty, scarce] = [await makeProduct({ stock: 100 }), await makeProduct({ stock: 7 })];
      const lines = [plenty, scarce].map(({ id }, index) => ({ productId: id, quantity: 2 - index }));
      const place = (buyer: Principal) => callerOf(buyer).order.place({ lines });

      expect(await tally(buyers.map(place))).toEqual({ OK: 7, "CONFLICT OUT_OF_STOCK": 23 });
      expect([await stockOf(plenty.id), await stockOf(scarce.id)]).toEqual([86, 0]);
    });

    it("place: callers who repeat one key until it is answered all get the same order", async () => {
      const { userId } = await makePrincipal();
      const input = { lines: [{ productId: (await makeProduct({ stock: 40 })).id, quantity: 1 }] };
      for (let round = 0; round < 40; round++) {
        const attempt = { userId, procedure: "order.place", key: `round-${round}`, onReplay: () => {} };
        const placeUntilAnswered = (): Promise<Order> =>
          placeOrder(userId, input, attempt).catch((error) => {
            if (error.reason === "IN_FLIGHT") return placeUntilAnswered();
            throw error;
          });
        const orders = await Promise.all(Array.from({ length: 6 }, placeUntilAnswered));
        expect(new Set(orders.map(({ id }) => id)).size).toBe(1);
      }
      expect(await db.order.count({ where: { ownerId: userId } })).toBe(40);
    });

    it("cancel: 20 parallel calls, one wins", async () => {
      const owner = await makePrincipal();
      const order = await makeOrder(owner, "PLACED", 7);
      const cancels = Array.from({ length: 20 }, () => callerOf(owner).order.cancel({ id: order.id }));

      expect(await tally(cancels)).toEqual({ OK: 1, "CONFLICT NOT_CANCELLABLE": 19 });

      expect(await stockOf(order.lines[0]?.productId ?? "")).toBe(100);
      expect(await db.orderEvent.count({ where: { orderId: order.id, status: "CANCELLED" } })).toBe(1);
    });

    it("cancel: an order that was packed after it was read is cancelled", async () => {
      const owner = await makePrincipal();
      const { id, lines } = await makeOrder(owner, "PLACED", 7);
      const asRead = await findOrder(id, owner.userId);
      if (!asRead) throw new Error("The owner has no order.");
      const move = { id, from: "PLACED", to: "PACKED" } as const;
      await callerOf(await makePrincipal({ role: "ADMIN" })).admin.order.advance({ moves: [move] });

      const cancelled = await cancelOrder(asRead, "Changed my mind");
      expect(cancelled.events.map(({ status }) => status)).toEqual(["PLACED", "PACKED", "CANCELLED"]);
      expect(cancelled).toMatchObject(await callerOf(owner).order.byId({ id }));
      expect(cancelled.status).toBe("CANCELLED");
      expect(await stockOf(lines[0]?.productId ?? "")).toBe(100);
    });

    it("cancel: an order that was shipped after it was read stays shipped", async () => {
      const owner = await makePrincipal();
      const { id, lines } = await makeOrder(owner, "PLACED", 7);
      const asRead = await findOrder(id, owner.userId);
      if (!asRead) throw new Error("The owner has no order.");
      await db.order.update({ where: { id }, data: { status: "SHIPPED" } });
      await expect(cancelOrder(asRead)).rejects.toMatchObject({ reason: "NOT_CANCELLABLE" });
      expect(await stockOf(lines[0]?.productId ?? "")).toBe(93);
    });

    it("cancel and pack in parallel: the order is always cancelled, and its stock returned once", async () => {
      const admin = callerOf(await makePrincipal({ role: "ADMIN" })).admin.order;
      for (let round = 0; round < 5; round++) {
        const owner = await makePrincipal();
        const { id, lines } = await makeOrder(owner, "PLACED", 7);
        const pack = admin.advance({ moves: [{ id, from: "PLACED", to: "PACKED" }] });
        const [cancelled] = await Promise.allSettled([callerOf(owner).order.cancel({ id }), pack]);
        expect(cancelled).toMatchObject({ status: "fulfilled", value: { status: "CANCELLED" } });
        const { status, events } = await callerOf(owner).order.byId({ id });
        expect([status, events.at(-1)?.status]).toEqual(["CANCELLED", "CANCELLED"]);
        expect(await stockOf(lines[0]?.productId ?? "")).toBe(100);
      }
    });

    it("place: the same products in opposite order do not deadlock", async () => {
      const products = await Promise.all(Array.from({ length: 6 }, () => makeProduct({ stock: 1000 })));
      const buyers = await Promise.all(Array.from({ length: 40 }, () => makePrincipal()));
      const place = (buyer: Principal, index: number) => {
        const rotated = [...products.slice(index % 6), ...products.slice(0, index % 6)];
        const lines = (index % 2 ? rotated : rotated.toReversed()).map(({ id }) => ({ productId: id, quantity: 1 }));
        return callerOf(buyer).order.place({ lines });
      };

      const begun = await transactionsOf(async () => expect(await tally(buyers.map(place))).toEqual({ OK: 40 }));
      expect(begun).toBe(40);
      expect(await Promise.all(products.map(({ id }) => stockOf(id)))).toEqual(Array(6).fill(960));
    });

    it("place and cancel: the same products do not deadlock", async () => {
      const owner = await makePrincipal();
      const products = await Promise.all(Array.from({ length: 4 }, () => makeProduct({ stock: 1000 })));
      const lines = products.map(({ id }) => ({ productId: id, quantity: 1 }));
      const place = (reverse: boolean) => callerOf(owner).order.place({ lines: reverse ? lines.toReversed() : lines });
      const placed = await Promise.all(Array.from({ length: 15 }, (_, index) => place(index % 2 === 0)));

      const calls = () => [
        ...placed.map(({ id }) => callerOf(owner).order.cancel({ id })),
        ...Array.from({ length: 15 }, (_, index) => place(index % 2 === 0)),
      ];

      const begun = await transactionsOf(async () => expect(await tally(calls())).toEqual({ OK: 30 }));
      expect(begun).toBe(30);
      expect(await Promise.all(products.map(({ id }) => stockOf(id)))).toEqual(Array(4).fill(985));
    });

    it("events of one owner: numbered without gaps or repeats, in the order of their times", async () => {
      const owner = await makePrincipal();
      const product = await makeProduct({ stock: 1000 });
      const place = () => callerOf(owner).order.place({ lines: [{ productId: product.id, quantity: 1 }] });
      await Promise.all(Array.from({ length: 25 }, place));

      const events = await db.orderEvent.findMany({ where: { ownerId: owner.userId }, orderBy: { seq: "asc" } });
      expect(events.map((event) => event.seq)).toEqual(Array.from({ length: 25 }, (_, index) => index + 1));
      const times = events.map(({ createdAt }) => createdAt.getTime());
      expect(times).toEqual(times.toSorted((one, other) => one - other));
    });

    it("transact: an aborted transaction is retried, 3 attempts at most", async () => {
      const aborted = () => new Prisma.PrismaClientKnownRequestError("deadlock", { code: "P2034", clientVersion: "" });
      let attempts = 0;
      const twiceAborted = async () => {
        attempts += 1;
        if (attempts < 3) throw aborted();
        return "done";
      };
      expect(await transact(twiceAborted)).toBe("done");
      expect(attempts).toBe(3);
      await expect(transact(() => Promise.reject(aborted()))).rejects.toMatchObject({ code: "P2034" });
    });

    it("transact: a deadlock between raw statements is resolved, and the loser is retried", async () => {
      const products = [await makeProduct(), await makeProduct()];
      let [attempts, waiting] = [0, 2];
      let bothLocked = () => {};
      const both = new Promise<void>((resolve) => {
        bothLocked = resolve;
      });
      const takeBoth = (ids: string[]) =>
        transact(async (tx) => {
          attempts += 1;
          for (const id of ids) {
            await tx.$executeRaw`UPDATE products SET stock = stock - 1 WHERE id = ${id}`;
            if (--waiting <= 0) bothLocked();
            await both;
          }
        });
      const ids = products.map(({ id }) => id);
      await Promise.all([takeBoth(ids), takeBoth(ids.toReversed())]);
      expect([attempts, await Promise.all(ids.map(stockOf))]).toEqual([3, [98, 98]]);
    });

    it("sign-up: 8 parallel calls with one email, one wins", async () => {
      const input = { email: "twin@example.test", name: "Twin", password: "long enough" };
      const signUps = Array.from({ length: 8 }, () => callerOf(null).account.signUp(input));
      expect(await tally(signUps)).toEqual({ OK: 1, "CONFLICT EMAIL_TAKEN": 7 });
    });
  });

/** Parallel orders and cancellations, on a real database. */
import { describe, expect, it } from "vitest";
import { Prisma } from "@/generated/prisma/client";
import type { Principal } from "@/server/auth/principal";
import { db, transact } from "@/server/platform/db";
import { cancelOrder } from "@/server/services/order";
import { findOrder } from "@/server/services/order-list";
import { callerOf, makeOrder, makePrincipal, makeProduct } from "../setup/factories";

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

      expect(await tally(buyers.map(place))).toEqual({ OK: 40 });
      expect(await Promise.all(products.map(({ id }) => stockOf(id)))).toEqual(Array(6).fill(960));
    });

    it("place and cancel: the same products do not deadlock", async () => {
      const owner = await makePrincipal();
      const products = await Promise.all(Array.from({ length: 4 }, () => makeProduct({ stock: 1000 })));
      const lines = products.map(({ id }) => ({ productId: id, quantity: 1 }));
      const place = (reverse: boolean) => callerOf(owner).order.place({ lines: reverse ? lines.toReversed() : lines });
      const placed = await Promise.all(Array.from({ length: 15 }, (_, index) => place(index % 2 === 0)));

      const cancels = placed.map(({ id }) => callerOf(owner).order.cancel({ id }));
      const more = Array.from({ length: 15 }, (_, index) => place(index % 2 === 0));

      expect(await tally([...cancels, ...more])).toEqual({ OK: 30 });
      expect(await Promise.all(products.map(({ id }) => stockOf(id)))).toEqual(Array(4).fill(985));
    });

    it("events of one owner: numbered without gaps or repeats", async () => {
      const owner = await makePrincipal();
      const product = await makeProduct({ stock: 1000 });
      const place = () => callerOf(owner).order.place({ lines: [{ productId: product.id, quantity: 1 }] });
      await Promise.all(Array.from({ length: 25 }, place));

      const events = await db.orderEvent.findMany({ where: { ownerId: owner.userId }, orderBy: { seq: "asc" } });
      expect(events.map((event) => event.seq)).toEqual(Array.from({ length: 25 }, (_, index) => index + 1));
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

    it("sign-up: 8 parallel calls with one email, one wins", async () => {
      const input = { email: "twin@example.test", name: "Twin", password: "long enough" };
      const signUps = Array.from({ length: 8 }, () => callerOf(null).account.signUp(input));
      expect(await tally(signUps)).toEqual({ OK: 1, "CONFLICT EMAIL_TAKEN": 7 });
    });
  });

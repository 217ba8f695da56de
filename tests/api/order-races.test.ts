/** What many customers do at the same moment, on a real database. */
import { describe, expect, it } from "vitest";
import { Prisma } from "@/generated/prisma/client";
import type { Principal } from "@/server/auth/principal";
import { db, transact } from "@/server/platform/db";
import { callerOf, makeOrder, makePrincipal, makeProduct } from "../setup/factories";

const stockOf = async (id: string) => (await db.product.findUniqueOrThrow({ where: { id } })).stock;

/** How often each outcome came out: "OK", or the code and reason of the error. */
async function tally(calls: Promise<unknown>[]) {
  const outcomes: Record<string, number> = {};
  for (const result of await Promise.allSettled(calls)) {
    const { code, reason, message } = result.status === "rejected" ? result.reason : { code: "OK" };
    const name = [code ?? message, reason].filter(Boolean).join(" ");
    outcomes[name] = (outcomes[name] ?? 0) + 1;
  }
  return outcomes;
}

describe("at the same moment", () => {
  it("fifty buyers of the last five get exactly five orders", async () => {
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

  it("twenty cancels of one order cancel once, give the stock back once, and tell the other nineteen", async () => {
    const owner = await makePrincipal();
    const order = await makeOrder(owner, "PLACED", 7);
    const cancels = Array.from({ length: 20 }, () => callerOf(owner).order.cancel({ id: order.id }));

    expect(await tally(cancels)).toEqual({ OK: 1, "CONFLICT NOT_CANCELLABLE": 19 });

    expect(await stockOf(order.lines[0]?.productId ?? "")).toBe(100);
    expect(await db.orderEvent.count({ where: { orderId: order.id, status: "CANCELLED" } })).toBe(1);
  });

  it("orders over the same products in opposite order do not wait for each other for ever", async () => {
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

  it("placing and cancelling over the same products do not wait for each other for ever", async () => {
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

  it("one owner's events are numbered without gaps or repeats", async () => {
    const owner = await makePrincipal();
    const product = await makeProduct({ stock: 1000 });
    const place = () => callerOf(owner).order.place({ lines: [{ productId: product.id, quantity: 1 }] });
    await Promise.all(Array.from({ length: 25 }, place));

    const events = await db.orderEvent.findMany({ where: { ownerId: owner.userId }, orderBy: { seq: "asc" } });
    expect(events.map((event) => event.seq)).toEqual(Array.from({ length: 25 }, (_, index) => index + 1));
  });

  it("a transaction that PostgreSQL gives up is tried again, three times at most", async () => {
    const lost = () => new Prisma.PrismaClientKnownRequestError("deadlock", { code: "P2034", clientVersion: "" });
    let tries = 0;
    const twiceLost = async () => {
      tries += 1;
      if (tries < 3) throw lost();
      return "done";
    };
    expect(await transact(twiceLost)).toBe("done");
    expect(tries).toBe(3);
    await expect(transact(() => Promise.reject(lost()))).rejects.toMatchObject({ code: "P2034" });
  });

  it("two sign-ups with one e-mail make one account", async () => {
    const input = { email: "twin@example.test", name: "Twin", password: "long enough" };
    const signUps = Array.from({ length: 8 }, () => callerOf(null).account.signUp(input));
    expect(await tally(signUps)).toEqual({ OK: 1, "CONFLICT EMAIL_TAKEN": 7 });
  });
});

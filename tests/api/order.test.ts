import { describe, expect, it } from "vitest";
import { db } from "@/server/platform/db";
import { createReadableId } from "@/server/platform/readable-id";
import { callerOf, makeOrder, makePrincipal, makeProduct } from "../setup/factories";

describe("order.place", () => {
  it("takes prices from the database, and the quantities from the stock", async () => {
    const me = callerOf(await makePrincipal());
    const pen = await makeProduct({ priceCents: 250, stock: 10 });
    const lamp = await makeProduct({ priceCents: 48_900, stock: 3 });

    const lines = [
      { productId: pen.id, quantity: 4 },
      { productId: lamp.id, quantity: 1, priceCents: 1 },
    ];
    const order = await me.order.place({ lines });

    expect(order.totalCents).toBe(4 * 250 + 48_900);
    expect(order.status).toBe("PLACED");
    expect(order.events).toMatchObject([{ seq: 1, status: "PLACED" }]);
    expect(await stockOf(pen.id, lamp.id)).toEqual([6, 2]);
  });

  it("copies name and price: a later change of the product does not affect it", async () => {
    const me = callerOf(await makePrincipal());
    const pen = await makeProduct({ priceCents: 250 });
    const { id } = await me.order.place({ lines: [{ productId: pen.id, quantity: 1 }] });

    await db.product.update({ where: { id: pen.id }, data: { priceCents: 999, name: "Renamed" } });

    expect((await me.order.byId({ id })).lines).toMatchObject([{ priceCents: 250, name: pen.name }]);
  });

  it("returns the order as it is read afterwards, its lines in the same order", async () => {
    const me = callerOf(await makePrincipal());
    const products = await Promise.all(["b", "\u00e4", "A", "B", "a", "Z"].map((name) => makeProduct({ name })));
    const order = await me.order.place({ lines: products.map(({ id }) => ({ productId: id, quantity: 2 })) });
    expect(await me.order.byId({ id: order.id })).toEqual(order);
  });

  it("has an id, and so a reference, without letters that look like digits", async () => {
    const ids = [(await makeOrder(await makePrincipal())).id, ...Array.from({ length: 200 }, createReadableId)];
    expect(ids.filter((id) => !/^[2-9a-hjkmnp-z]{24}$/.test(id))).toEqual([]);
  });

  it("merges lines of the same product", async () => {
    const me = callerOf(await makePrincipal());
    const pen = await makeProduct({ stock: 10 });
    const line = { productId: pen.id, quantity: 2 };

    const order = await me.order.place({ lines: [line, line] });

    expect(order.lines).toMatchObject([{ quantity: 4 }]);
    expect(await stockOf(pen.id)).toEqual([6]);
  });

  it("too little stock of one product: an issue at its line, and nothing is ordered", async () => {
    const owner = await makePrincipal();
    const plenty = await makeProduct({ stock: 10 });
    const scarce = await makeProduct({ stock: 2, name: "Brass lamp" });

    const lines = [
      { productId: plenty.id, quantity: 1 },
      { productId: scarce.id, quantity: 3 },
    ];
    await expect(callerOf(owner).order.place({ lines })).rejects.toMatchObject({
      code: "CONFLICT",
      reason: "OUT_OF_STOCK",
      message: "Only 2 left of Brass lamp.",
      issues: [{ path: "lines.1", message: "Only 2 left of Brass lamp." }],
    });
    expect(await stockOf(plenty.id, scarce.id)).toEqual([10, 2]);
    expect(await db.order.count({ where: { ownerId: owner.userId } })).toBe(0);
  });

  it("unknown product: PRODUCT_UNAVAILABLE, with its line", async () => {
    const me = callerOf(await makePrincipal());
    await expect(me.order.place({ lines: [{ productId: "nothing", quantity: 1 }] })).rejects.toMatchObject({
      code: "CONFLICT",
      reason: "PRODUCT_UNAVAILABLE",
      issues: [{ path: "lines.0" }],
    });
  });

  it.each([0, -1, 1.5, 100, 1e21, Number.NaN])("rejects the quantity %s", async (quantity) => {
    const me = callerOf(await makePrincipal());
    const pen = await makeProduct();
    await expect(me.order.place({ lines: [{ productId: pen.id, quantity }] })).rejects.toThrow(
      expect.objectContaining({ code: "BAD_REQUEST" }),
    );
  });

  it("rejects more than 99 items of a product, also in two lines", async () => {
    const me = callerOf(await makePrincipal());
    const pen = await makeProduct({ stock: 1000 });
    const line = { productId: pen.id, quantity: 60 };
    await expect(me.order.place({ lines: [line, line] })).rejects.toMatchObject({ code: "BAD_REQUEST" });
  });

  it("numbers an owner's events without gaps, across orders", async () => {
    const owner = await makePrincipal();
    await makeOrder(owner);
    const second = await makeOrder(owner);
    await callerOf(owner).order.cancel({ id: second.id, reason: "Changed my mind" });

    const events = await db.orderEvent.findMany({ where: { ownerId: owner.userId }, orderBy: { seq: "asc" } });
    expect(events.map(({ seq, status, note }) => [seq, status, note])).toEqual([
      [1, "PLACED", null],
      [2, "PLACED", null],
      [3, "CANCELLED", "Changed my mind"],
    ]);
  });
});

describe("order.cancel", () => {
  it.each(["PLACED", "PACKED"] as const)("%s: cancels, and returns the stock", async (status) => {
    const owner = await makePrincipal();
    const order = await makeOrder(owner, status, 3);
    const productId = order.lines[0]?.productId ?? "";
    expect(await stockOf(productId)).toEqual([97]);

    const cancelled = await callerOf(owner).order.cancel({ id: order.id });

    expect(cancelled.status).toBe("CANCELLED");
    expect(cancelled.events.at(-1)).toMatchObject({ status: "CANCELLED" });
    expect(await stockOf(productId)).toEqual([100]);
  });

  it.each(["SHIPPED", "DELIVERED", "CANCELLED"] as const)("%s: CONFLICT (NOT_CANCELLABLE)", async (status) => {
    const owner = await makePrincipal();
    const order = await makeOrder(owner, status);
    await expect(callerOf(owner).order.cancel({ id: order.id })).rejects.toMatchObject({
      code: "CONFLICT",
      reason: "NOT_CANCELLABLE",
    });
    expect(await db.orderEvent.count({ where: { orderId: order.id } })).toBe(1);
  });
});

describe("order.list", () => {
  it("pages newest first, each order once, also within the same millisecond", async () => {
    const owner = await makePrincipal();
    const createdAt = new Date("2026-03-01T10:00:00Z");
    const made = Array.from({ length: 7 }, (_, index) => ({
      id: `same-${owner.userId}-${index}`,
      ownerId: owner.userId,
      totalCents: 100,
      createdAt: index < 5 ? createdAt : new Date(createdAt.getTime() - index * 1000),
    }));
    await db.order.createMany({ data: made });

    const seen: string[] = [];
    let cursor: string | null = null;
    do {
      const page: Awaited<ReturnType<ReturnType<typeof callerOf>["order"]["list"]>> = await callerOf(owner).order.list({
        limit: 2,
        cursor,
      });
      seen.push(...page.items.map((order) => order.id));
      cursor = page.nextCursor;
    } while (cursor);

    const newestFirst = made.toSorted(
      (a, b) => b.createdAt.getTime() - a.createdAt.getTime() || (a.id < b.id ? 1 : -1),
    );
    expect(seen).toEqual(newestFirst.map((order) => order.id));
  });

  it("filters by status, and has no order of another user", async () => {
    const owner = await makePrincipal();
    const packed = await makeOrder(owner, "PACKED");
    await makeOrder(owner, "SHIPPED");
    await makeOrder(await makePrincipal(), "PACKED");

    const { items, nextCursor } = await callerOf(owner).order.list({ status: "PACKED" });

    expect(items.map((order) => order.id)).toEqual([packed.id]);
    expect(nextCursor).toBeNull();
  });

  it.each([
    "!!",
    "AAAA",
    Buffer.from('["2026",1]').toString("base64url"),
    Buffer.from('[8e99,"x"]').toString("base64url"),
  ])("rejects the cursor %s", async (cursor) => {
    const me = callerOf(await makePrincipal());
    await expect(me.order.list({ cursor })).rejects.toMatchObject({ code: "BAD_REQUEST" });
  });
});

async function stockOf(...ids: string[]) {
  const rows = await db.product.findMany({ where: { id: { in: ids } } });
  return ids.map((id) => rows.find((row) => row.id === id)?.stock);
}

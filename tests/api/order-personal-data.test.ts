/** Orders in the export of an account, and after its deletion. */
import { describe, expect, it } from "vitest";
import { DELETION_WORDS } from "@/domain/account";
import { Order, OrderEvent, OrderLine } from "@/domain/order.schema";
import type { Principal } from "@/server/auth/principal";
import { db } from "@/server/platform/db";
import { createReadableId } from "@/server/platform/readable-id";
import { callerOf, makeOrder, makePrincipal } from "../setup/factories";
import { readSection } from "../setup/pages";

const deleteAccount = (user: Principal) => callerOf(user).account.delete({ confirm: DELETION_WORDS });

describe("section orders of account.exportSection", () => {
  it("has the orders with lines and events, and no field beyond the schema of an order", async () => {
    const owner = await makePrincipal();
    const { id } = await makeOrder(owner);
    await callerOf(owner).order.cancel({ id, reason: "Too green" });
    const [order, ...others] = await readSection(owner, "orders");
    expect(others).toEqual([]);
    expect(order).toMatchObject(await callerOf(owner).order.byId({ id }));
    const { events } = Order.parse(order);
    expect(events.map(({ status, note }) => [status, note])).toEqual([
      ["PLACED", null],
      ["CANCELLED", "Too green"],
    ]);
    const Exact = Order.extend({
      events: OrderEvent.strict().array(),
      lines: OrderLine.strict().array(),
    }).strict();
    expect(() => Exact.parse(order)).not.toThrow();
  });

  it("has no order of another user", async () => {
    await makeOrder(await makePrincipal());
    expect(await readSection(await makePrincipal(), "orders")).toEqual([]);
  });

  it("230 orders come in pages of 100, each once", async () => {
    const { userId, ...owner } = await makePrincipal();
    const made = Array.from({ length: 230 }, () => ({ id: createReadableId(), ownerId: userId, totalCents: 1 }));
    await db.order.createMany({ data: made });
    const sizes: number[] = [];
    const orders = await readSection({ userId, ...owner }, "orders", (page) => sizes.push(page.length));
    expect(sizes).toEqual([100, 100, 30]);
    expect(new Set(orders.map((it) => Order.parse(it).id)).size).toBe(230);
  });
});

describe("deletion of an account", () => {
  it("keeps the orders with an anonymous owner and without notes", async () => {
    const owner = await makePrincipal({ name: "Ada Unforgettable" });
    const order = await makeOrder(owner);
    await callerOf(owner).order.cancel({ id: order.id, reason: "Ada moves to Rue Oubliée" });
    await deleteAccount(owner);
    const kept = await db.order.findUniqueOrThrow({
      where: { id: order.id },
      include: { lines: true, events: true, owner: true },
    });
    expect(kept).toMatchObject({ status: "CANCELLED", totalCents: order.totalCents });
    expect([kept.lines.length, kept.events.length]).toEqual([1, 2]);
    for (const trace of ["Ada", "Oubliée", owner.email]) expect(JSON.stringify(kept)).not.toContain(trace);
  });

  it("leaves the notes of other users", async () => {
    const [owner, other] = [await makePrincipal(), await makePrincipal()];
    const { id } = await makeOrder(other);
    await callerOf(other).order.cancel({ id, reason: "Mine" });
    const events = () => db.orderEvent.findMany({ where: { ownerId: other.userId }, orderBy: { seq: "asc" } });
    const before = await events();
    await deleteAccount(owner);
    expect(await events()).toEqual(before);
  });

  it("a cancellation that was under way writes no note", async () => {
    const owner = await makePrincipal();
    const { id } = await makeOrder(owner);
    await deleteAccount(owner);
    await callerOf(owner).order.cancel({ id, reason: "Ada" });
    const events = await db.orderEvent.findMany({ where: { orderId: id } });
    expect(events.map(({ note }) => note)).toEqual([null, null]);
  });
});

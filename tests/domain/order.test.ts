import { describe, expect, it } from "vitest";
import {
  canCancel,
  mergeLines,
  ORDER_STATUSES,
  type OrderStatus,
  orderReference,
  orderStages,
  orderTotalCents,
} from "@/domain/order";
import { ListOrders, PlaceOrder } from "@/domain/order.schema";

describe("order", () => {
  it("canCancel: PLACED and PACKED only", () => {
    const cancellable = ORDER_STATUSES.filter((status) => canCancel({ status }));
    expect(cancellable).toEqual(["PLACED", "PACKED"]);
  });

  const stages = (status: OrderStatus, passed: OrderStatus[]) =>
    orderStages({ status, events: passed.map((it) => ({ status: it })) }).map(
      ({ status, state, event }) => `${status} ${state}${event ? " dated" : ""}`,
    );

  it("orderStages: passed, current and ahead, with the events up to the current stage", () => {
    expect(stages("SHIPPED", ["PLACED", "PACKED", "SHIPPED"])).toEqual([
      "PLACED passed dated",
      "PACKED passed dated",
      "SHIPPED current dated",
      "DELIVERED ahead",
    ]);
    expect(stages("DELIVERED", ["PLACED", "PACKED", "SHIPPED", "DELIVERED"]).at(-1)).toBe("DELIVERED current dated");
  });

  it("orderStages: a cancelled order ends there, without the stages that it never reached", () => {
    expect(stages("CANCELLED", ["PLACED", "PACKED", "CANCELLED"])).toEqual([
      "PLACED passed dated",
      "PACKED passed dated",
      "CANCELLED current dated",
    ]);
  });

  it("orderStages: a stage without an event counts as passed, without a date", () => {
    expect(stages("SHIPPED", ["PLACED"])).toEqual([
      "PLACED passed dated",
      "PACKED passed",
      "SHIPPED current",
      "DELIVERED ahead",
    ]);
  });

  it("orderTotalCents: sum of price times quantity", () => {
    const lines = [
      { priceCents: 1999, quantity: 3 },
      { priceCents: 1, quantity: 99 },
    ];
    expect(orderTotalCents(lines)).toBe(6096);
    expect(orderTotalCents([])).toBe(0);
  });

  it("orderTotalCents: the largest order fits a 32-bit integer", () => {
    expect(orderTotalCents(Array(50).fill({ priceCents: 100_000, quantity: 99 }))).toBeLessThan(2 ** 31);
  });

  it("mergeLines: one line per product, sorted by product id", () => {
    const lines = [
      { productId: "b", quantity: 1 },
      { productId: "a", quantity: 2 },
      { productId: "b", quantity: 3 },
    ];
    const merged = [
      { productId: "a", quantity: 2 },
      { productId: "b", quantity: 4 },
    ];
    expect(mergeLines(lines)).toEqual(merged);
    expect(mergeLines(lines.toReversed())).toEqual(merged);
  });

  it("orderReference: the last six characters in upper case, of older ids with 0 and 1 as well", () => {
    expect(orderReference("k3j5h2abc1x0")).toBe("ABC1X0");
  });
});

describe("order schemas", () => {
  const line = (productId: string, quantity: number) => ({ productId, quantity });

  it("PlaceOrder: prices and owner from a client are dropped", () => {
    const input = { lines: [{ ...line("a", 1), priceCents: 1 }], totalCents: 1, ownerId: "me" };
    expect(PlaceOrder.parse(input)).toEqual({ lines: [line("a", 1)] });
  });

  it("PlaceOrder: 1 to 50 lines, at most 99 of a product", () => {
    const lines = (count: number) => Array.from({ length: count }, (_, index) => line(`p${index}`, 1));
    expect(PlaceOrder.safeParse({ lines: [] }).success).toBe(false);
    expect(PlaceOrder.safeParse({ lines: lines(50) }).success).toBe(true);
    expect(PlaceOrder.safeParse({ lines: lines(51) }).success).toBe(false);
    expect(PlaceOrder.safeParse({ lines: [line("a", 50), line("a", 49)] }).success).toBe(true);
    expect(PlaceOrder.safeParse({ lines: [line("a", 50), line("a", 50)] }).success).toBe(false);
  });

  it("ListOrders: 20 rows by default, known statuses only", () => {
    expect(ListOrders.parse({})).toEqual({ limit: 20 });
    expect(ListOrders.safeParse({ status: "LOST" }).success).toBe(false);
  });
});

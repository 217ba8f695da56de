import { describe, expect, it } from "vitest";
import { canCancel, mergeLines, ORDER_STATUSES, orderReference, orderTotalCents } from "@/domain/order";
import { ListOrders, PlaceOrder } from "@/domain/order.schema";

describe("an order", () => {
  it("can be cancelled until the parcel has left", () => {
    const cancellable = ORDER_STATUSES.filter((status) => canCancel({ status }));
    expect(cancellable).toEqual(["PLACED", "PACKED"]);
  });

  it("costs the sum of its lines", () => {
    const lines = [
      { priceCents: 1999, quantity: 3 },
      { priceCents: 1, quantity: 99 },
    ];
    expect(orderTotalCents(lines)).toBe(6096);
    expect(orderTotalCents([])).toBe(0);
  });

  it("at its largest still fits a 32-bit integer", () => {
    expect(orderTotalCents(Array(50).fill({ priceCents: 100_000, quantity: 99 }))).toBeLessThan(2 ** 31);
  });

  it("merges lines of one product and sorts by product, whatever order they came in", () => {
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

  it("has a short name that people can read to each other", () => {
    expect(orderReference("k3j5h2abc9x0")).toBe("ABC9X0");
  });
});

describe("the form of an order", () => {
  const line = (productId: string, quantity: number) => ({ productId, quantity });

  it("drops prices that a client sends along", () => {
    const input = { lines: [{ ...line("a", 1), priceCents: 1 }], totalCents: 1, ownerId: "me" };
    expect(PlaceOrder.parse(input)).toEqual({ lines: [line("a", 1)] });
  });

  it("holds 1 to 50 lines and at most 99 of a product", () => {
    const lines = (count: number) => Array.from({ length: count }, (_, index) => line(`p${index}`, 1));
    expect(PlaceOrder.safeParse({ lines: [] }).success).toBe(false);
    expect(PlaceOrder.safeParse({ lines: lines(50) }).success).toBe(true);
    expect(PlaceOrder.safeParse({ lines: lines(51) }).success).toBe(false);
    expect(PlaceOrder.safeParse({ lines: [line("a", 50), line("a", 49)] }).success).toBe(true);
    expect(PlaceOrder.safeParse({ lines: [line("a", 50), line("a", 50)] }).success).toBe(false);
  });

  it("lists twenty orders unless asked for another number", () => {
    expect(ListOrders.parse({})).toEqual({ limit: 20 });
    expect(ListOrders.safeParse({ status: "LOST" }).success).toBe(false);
  });
});

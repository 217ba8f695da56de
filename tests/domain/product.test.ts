import { describe, expect, it } from "vitest";
import { formatMoney } from "@/domain/money";
import { availability, featured, relatedTo } from "@/domain/product";

describe("product", () => {
  it.each([
    [0, "sold-out"],
    [1, "low"],
    [5, "low"],
    [6, "in-stock"],
  ] as const)("with %i in stock is %s", (stock, state) => {
    expect(availability({ stock })).toBe(state);
  });

  it("relatedTo: other products in stock, at most 4", () => {
    const items = [1, 2, 3, 4, 5, 6, 7].map((n) => ({ id: `p${n}`, stock: n === 2 ? 0 : 9 }));
    expect(relatedTo({ id: "p3" }, items).map(({ id }) => id)).toEqual(["p1", "p4", "p5", "p6"]);
    expect(relatedTo({ id: "p3" }, [])).toEqual([]);
  });

  it("featured: at most 4 of which enough are in stock", () => {
    const items = [9, 0, 5, 9, 9, 9, 9].map((stock, n) => ({ id: `p${n}`, stock }));
    expect(featured(items).map(({ id }) => id)).toEqual(["p0", "p3", "p4", "p5"]);
  });

  it("formatMoney: amounts in the currency of the shop", () => {
    expect(formatMoney(1)).toBe("€0.01");
    expect(formatMoney(123_456)).toBe("€1,234.56");
  });
});

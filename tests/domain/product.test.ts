import { describe, expect, it } from "vitest";
import { formatMoney } from "@/domain/money";
import { availability } from "@/domain/product";

describe("product", () => {
  it.each([
    [0, "sold-out"],
    [1, "low"],
    [5, "low"],
    [6, "in-stock"],
  ] as const)("with %i in stock is %s", (stock, state) => {
    expect(availability({ stock })).toBe(state);
  });

  it("formatMoney: amounts in the currency of the shop", () => {
    expect(formatMoney(1)).toBe("€0.01");
    expect(formatMoney(123_456)).toBe("€1,234.56");
  });
});

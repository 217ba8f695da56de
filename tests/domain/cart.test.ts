import { describe, expect, it } from "vitest";
import { addToCart, type Cart, cartCount, isFull, readCart, removeFromCart, setQuantity } from "@/domain/cart";

describe("the cart", () => {
  it("adds to a line that is there, up to 99", () => {
    const cart = addToCart(addToCart([], "pen", 2), "pen", 3);
    expect(cart).toEqual([{ productId: "pen", quantity: 5 }]);
    expect(addToCart(cart, "pen", 500)).toEqual([{ productId: "pen", quantity: 99 }]);
  });

  it("never holds a quantity that an order would refuse", () => {
    const cart: Cart = [{ productId: "pen", quantity: 1 }];
    expect(setQuantity(cart, "pen", 0)[0]?.quantity).toBe(1);
    expect(setQuantity(cart, "pen", 2.7)[0]?.quantity).toBe(2);
  });

  it("stays as it is when it holds 50 products", () => {
    const full: Cart = Array.from({ length: 50 }, (_, index) => ({ productId: `p${index}`, quantity: 1 }));
    expect(isFull(full)).toBe(true);
    expect(addToCart(full, "one more", 1)).toBe(full);
    expect(cartCount(addToCart(full, "p0", 1))).toBe(51);
  });

  it.each([
    undefined,
    null,
    "cart",
    {},
    [null],
    [{ productId: "a b", quantity: 1 }],
    [{ productId: "pen", quantity: "1" }],
  ])("reads nothing from %j", (stored) => {
    expect(readCart(stored)).toEqual([]);
  });

  it("reads back what it wrote, within the limits of an order", () => {
    const cart: Cart = [{ productId: "pen", quantity: 3 }];
    expect(readCart(JSON.parse(JSON.stringify(cart)))).toEqual(cart);
    expect(readCart([{ productId: "pen", quantity: 1e9, priceCents: 1 }])).toEqual([
      { productId: "pen", quantity: 99 },
    ]);
  });

  it("forgets a line that is removed", () => {
    expect(removeFromCart([{ productId: "pen", quantity: 1 }], "pen")).toEqual([]);
  });
});

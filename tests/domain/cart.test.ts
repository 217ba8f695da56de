import { describe, expect, it } from "vitest";
import { addToCart, type Cart, cartCount, isFull, removeFromCart, setQuantity } from "@/domain/cart";

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

  it("forgets a line that is removed", () => {
    expect(removeFromCart([{ productId: "pen", quantity: 1 }], "pen")).toEqual([]);
  });
});

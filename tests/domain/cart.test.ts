import { describe, expect, it } from "vitest";
import {
  addToCart,
  type Cart,
  cartCount,
  isFull,
  mergeCarts,
  readCart,
  removeFromCart,
  reorder,
  setQuantity,
} from "@/domain/cart";

describe("cart", () => {
  it("addToCart: adds to the existing line, at most 99", () => {
    const cart = addToCart(addToCart([], "pen", 2), "pen", 3);
    expect(cart).toEqual([{ productId: "pen", quantity: 5 }]);
    expect(addToCart(cart, "pen", 500)).toEqual([{ productId: "pen", quantity: 99 }]);
  });

  it("setQuantity: rounds down, at least 1", () => {
    const cart: Cart = [{ productId: "pen", quantity: 1 }];
    expect(setQuantity(cart, "pen", 0)[0]?.quantity).toBe(1);
    expect(setQuantity(cart, "pen", 2.7)[0]?.quantity).toBe(2);
  });

  it("addToCart: a cart of 50 products accepts no other product", () => {
    const full: Cart = Array.from({ length: 50 }, (_, index) => ({ productId: `p${index}`, quantity: 1 }));
    expect(isFull(full)).toBe(true);
    expect(addToCart(full, "one more", 1)).toBe(full);
    expect(cartCount(addToCart(full, "p0", 1))).toBe(51);
  });

  it("mergeCarts: adds the quantities of equal products", () => {
    const cart: Cart = [{ productId: "pen", quantity: 1 }];
    const other: Cart = [
      { productId: "ink", quantity: 2 },
      { productId: "pen", quantity: 3 },
    ];
    expect(mergeCarts(cart, other)).toEqual([
      { productId: "pen", quantity: 4 },
      { productId: "ink", quantity: 2 },
    ]);
  });

  it("reorder: adds what is in stock, and names the lines of which less was added", () => {
    const [pen, ink, lamp] = [
      { productId: "pen", quantity: 2 },
      { productId: "ink", quantity: 4 },
      { productId: "lamp", quantity: 1 },
    ] as const;
    const stock = new Map([
      ["pen", 9],
      ["ink", 5],
    ]);
    const { cart, short } = reorder([{ productId: "ink", quantity: 3 }], [pen, ink, lamp], (id) => stock.get(id) ?? 0);
    expect(cart).toEqual([
      { productId: "ink", quantity: 5 },
      { productId: "pen", quantity: 2 },
    ]);
    expect(short).toEqual([
      { line: ink, added: 2 },
      { line: lamp, added: 0 },
    ]);
  });

  it("reorder: a full cart takes more of its products only, up to 99 of each", () => {
    const full: Cart = Array.from({ length: 50 }, (_, index) => ({ productId: `p${index}`, quantity: 98 }));
    const lines = [
      { productId: "p0", quantity: 3 },
      { productId: "other", quantity: 1 },
    ];
    const { cart, short } = reorder(full, lines, () => 500);
    expect(cart).toEqual(setQuantity(full, "p0", 99));
    expect(short.map(({ added }) => added)).toEqual([1, 0]);
  });

  it.each([
    undefined,
    null,
    "cart",
    {},
    [null],
    [{ productId: "a b", quantity: 1 }],
    [{ productId: "pen", quantity: "1" }],
  ])("readCart: %j is an empty cart", (stored) => {
    expect(readCart(stored)).toEqual([]);
  });

  it("readCart: restores a stored cart and limits its quantities", () => {
    const cart: Cart = [{ productId: "pen", quantity: 3 }];
    expect(readCart(JSON.parse(JSON.stringify(cart)))).toEqual(cart);
    expect(readCart([{ productId: "pen", quantity: 1e9, priceCents: 1 }])).toEqual([
      { productId: "pen", quantity: 99 },
    ]);
  });

  it("removeFromCart: removes the line", () => {
    expect(removeFromCart([{ productId: "pen", quantity: 1 }], "pen")).toEqual([]);
  });
});

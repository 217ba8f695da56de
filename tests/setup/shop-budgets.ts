/** Rows of tests/setup/budgets.ts: the shop. */

export const shopProcedures = {
  "admin.order.list": { statements: 2 },
  "admin.order.byId": { statements: 2 },
  "admin.order.advance": { statements: 6 },
  "admin.overview": { statements: 6 },
  "admin.product.list": { statements: 2 },
  "admin.product.save": { statements: 6 },
  "order.list": { statements: 2 },
  "order.place": { statements: 7 },
  "order.byId": { statements: 2 },
  "order.cancel": { statements: 6 },
  "product.list": { statements: 2 },
  "product.byId": { statements: 2 },
  "product.byIds": { statements: 2 },
  "shipping.rates": { statements: 1 },
};

/** Calls in a shop of fixed size. */
export const shopCalls = {
  "order.list": { statements: 2, bytes: 12_234 },
  "order.list over REST, login": { statements: 2, bytes: 11_589 },
  "order.list over REST, personal token": { statements: 2, bytes: 11_589 },
  "order.byId": { statements: 2, bytes: 773 },
  "product.list": { statements: 2, bytes: 3_738 },
  "product.list, anonymous": { statements: 1, bytes: 3_738 },
  "product.list over REST, anonymous": { statements: 1, bytes: 3_709 },
  "product.list after a write": { statements: 4, bytes: 3_738 },
  "a batch of five reads": { statements: 5, bytes: 17_210 },
};

export const shopPages = {
  "/admin/orders": { statements: 3, html: 80_163, script: 212_286 },
  "/admin/orders/[id]": { statements: 3, html: 31_629, script: 191_875 },
  "/admin/products": { statements: 3, html: 65_840, script: 227_046 },
  "/cart": { statements: 1, html: 16_197, script: 190_172 },
  "/orders": { statements: 3, html: 40_347, script: 191_335 },
  "/orders/[id]": { statements: 3, html: 24_236, script: 194_075 },
  "/products": { statements: 2, html: 31_897, script: 190_614 },
  "/products/[id]": { statements: 3, html: 29_111, script: 187_691 },
} as const;

/** The costs of calls in a shop of fixed size are those of tests/setup/shop-budgets.ts. */
import { it } from "vitest";
import { db } from "@/server/platform/db";
import { createReadableId } from "@/server/platform/readable-id";
import { flushSecurityEvents } from "@/server/platform/security-buckets";
import { batchOf, checkCalls, usedCookieOf } from "../setup/call-costs";
import { ALL_SCOPES, makeAccessToken, makePersonalToken, makePrincipal, makeProduct } from "../setup/factories";
import { query, rest, send } from "../setup/http";
import { shopCalls } from "../setup/shop-budgets";

const ORDERS = 20;

/** A customer with 20 orders of 3 lines, in a catalog of as many products. Every text has a fixed length. */
async function makeShop() {
  const owner = await makePrincipal();
  const products = await Promise.all(
    Array.from({ length: ORDERS }, (_, index) =>
      makeProduct({ name: `Product ${String(index).padStart(2, "0")}`, slug: `fixed-${10 + index}`, category: "HOME" }),
    ),
  );
  const copies = products
    .slice(0, 3)
    .map(({ id, name, image, priceCents }) => ({ productId: id, name, image, priceCents }));
  for (let index = 0; index < ORDERS; index++) {
    const id = createReadableId();
    const lines = { create: copies.map((copy) => ({ ...copy, quantity: 1 })) };
    const createdAt = new Date(Date.UTC(2026, 0, 1, index));
    await db.order.create({ data: { id, ownerId: owner.userId, totalCents: 3000, createdAt, lines } });
    await db.orderEvent.create({
      data: { ownerId: owner.userId, orderId: id, seq: index + 1, status: "PLACED", createdAt },
    });
  }
  const { id: orderId } = await db.order.findFirstOrThrow({ where: { ownerId: owner.userId } });
  return { owner, orderId, productId: products[0]?.id };
}

it("calls of a shop with fixed rows send as many statements and bytes as their rows allow", async () => {
  const { owner, orderId, productId } = await makeShop();
  const cookie = await usedCookieOf(owner);
  const [login, personal] = [await makeAccessToken(owner), await makePersonalToken(owner, ...ALL_SCOPES)];
  for (const token of [login, personal]) await rest("GET /me", { token });
  await flushSecurityEvents(); // their first use from a network is one
  const catalog = { category: "HOME" };
  const reads: [path: string, json?: unknown][] = [
    ["account.me"],
    ["order.list", {}],
    ["order.byId", { id: orderId }],
    ["product.list", catalog],
    ["product.byId", { id: productId }],
  ];
  const unchanged = {
    "order.list": () => query("order.list", {}, { cookie }),
    "order.list over REST, login": () => rest("GET /orders", { token: login }),
    "order.list over REST, personal token": () => rest("GET /orders", { token: personal }),
    "order.byId": () => query("order.byId", { id: orderId }, { cookie }),
    "product.list": () => query("product.list", catalog, { cookie }),
    "product.list, anonymous": () => query("product.list", catalog),
    "product.list over REST, anonymous": () => rest("GET /products?category=HOME"),
    "a batch of five reads": () => send(batchOf(reads), { cookie }),
  };
  await checkCalls(shopCalls, unchanged, {
    before: () => makeProduct(),
    name: "product.list after a write",
    request: () => query("product.list", catalog, { cookie }),
  });
});

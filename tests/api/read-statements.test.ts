/** What is read most often is one statement: rows with what belongs to them. Without the credential and the rate limit. */
import { expect, it } from "vitest";
import { findOrder, listOrders } from "@/server/services/order-list";
import { getProduct, listProducts, listProductsById } from "@/server/services/product";
import { makeOrder, makePrincipal, makeProduct } from "../setup/factories";
import { statementsOf } from "./statements";

const owner = await makePrincipal();
const orders = [await makeOrder(owner), await makeOrder(owner), await makeOrder(owner)];
const description = crypto.randomUUID();
const products = await Promise.all([1, 1, 0].map((stock) => makeProduct({ description, stock })));
const { id: orderId } = orders[0] ?? { id: "" };
const { id: productId } = products[0] ?? { id: "" };

it.each([
  ["my orders", () => listOrders(owner.userId, { limit: 2 })],
  ["my orders of a status", () => listOrders(owner.userId, { status: "PLACED", limit: 2 })],
  ["an order", () => findOrder(orderId, owner.userId)],
  ["the catalog", () => listProducts({ search: description, sort: "name", limit: 1 })],
  ["the catalog, with what is sold out", () => listProducts({ search: description, sort: "lowest", limit: 3 })],
  ["a product", () => getProduct(productId)],
  ["some products", () => listProductsById(products.map(({ id }) => id))],
])("%s: one statement", async (_name, read: () => Promise<unknown>) => {
  expect(await statementsOf(read)).toHaveLength(1);
});

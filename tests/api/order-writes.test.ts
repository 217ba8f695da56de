/** The SQL statements of an order's transactions: their number does not depend on the number of products. */
import { expect, it } from "vitest";
import { cancelOrder, placeOrder } from "@/server/services/order";
import { findOrder } from "@/server/services/order-list";
import { makePrincipal, makeProduct } from "../setup/factories";
import { statementsOf } from "./statements";

/** The kinds of statements from BEGIN to COMMIT. */
const kindsOf = (statements: string[]) => statements.map((text) => /\w+/.exec(text)?.[0]);

async function makeOrders(products: number) {
  const { userId } = await makePrincipal();
  const made = await Promise.all(Array.from({ length: products }, () => makeProduct()));
  const lines = made.map(({ id }) => ({ productId: id, quantity: 1 }));
  const place = (key?: string) =>
    placeOrder(userId, { lines }, { userId, procedure: "order.place", key, onReplay: () => {} });
  return { userId, place };
}

it.each([1, 50])("order.place with %i products and a key: 6 statements", async (products) => {
  const { place } = await makeOrders(products);
  const kinds = kindsOf(await statementsOf(() => place("k1")));
  expect(kinds).toEqual(["BEGIN", "INSERT", "WITH", "WITH", "WITH", "COMMIT"]);
  expect(kindsOf(await statementsOf(() => place()))).toEqual(["BEGIN", "WITH", "WITH", "COMMIT"]);
});

it.each([1, 50])("order.cancel with %i products: 4 statements", async (products) => {
  const { userId, place } = await makeOrders(products);
  const order = await findOrder((await place()).id, userId);
  if (!order) throw new Error("The owner has no order.");
  expect(kindsOf(await statementsOf(() => cancelOrder(order)))).toEqual(["BEGIN", "WITH", "WITH", "COMMIT"]);
});

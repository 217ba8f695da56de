/** The number of SQL statements of a write, with BEGIN, COMMIT and the rate limit. The bounds are measured. */
import { expect, it } from "vitest";
import { callerOf, makeOrder, makePrincipal, makeProduct } from "../setup/factories";
import { statementsOf } from "./statements";

const isRead = (table: string) => (text: string) =>
  new RegExp(`^\\s*SELECT[^]*FROM ("public"\\.")?${table}\\b`).test(text);

it("order.cancel reads the order once, before its UPDATE, in 12 statements at most", async () => {
  const owner = await makePrincipal();
  const { id } = await makeOrder(owner);
  const statements = await statementsOf(() => callerOf(owner).order.cancel({ id }));
  const update = statements.findIndex((text) => text.startsWith('UPDATE "public"."orders"'));
  expect(update).toBeGreaterThan(0);
  for (const table of ["orders", "order_lines", "order_events"]) {
    expect(statements.slice(0, update).filter(isRead(table)), table).toHaveLength(1);
    expect(statements.slice(update).filter(isRead(table)), table).toEqual([]);
  }
  expect(statements.length, statements.join("\n")).toBeLessThanOrEqual(12);
});

it("order.place with 3 products: 12 statements at most, as many as with one", async () => {
  const owner = await makePrincipal();
  const place = async (products: number) => {
    const made = await Promise.all(Array.from({ length: products }, () => makeProduct()));
    const lines = made.map(({ id }) => ({ productId: id, quantity: 1 }));
    return statementsOf(() => callerOf(owner).order.place({ lines }));
  };
  const statements = await place(3);
  expect(statements.length, statements.join("\n")).toBeLessThanOrEqual(12);
  expect(await place(1)).toHaveLength(statements.length);
});

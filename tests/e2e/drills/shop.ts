/** What the drills of orders need: a product that can be locked, orders of it, and what must hold for them. */

import type { DrillDatabase } from "./database";
import { call, type DrillServer, makeUser } from "./server";

/** Stock of each product at first. */
const STOCK = 100;

/** Rows that contradict each other, as text: what is written in part, or twice. */
const BROKEN = `
  SELECT 'stock of ' || slug AS broken FROM products p WHERE stock <> ${STOCK} - (
    SELECT coalesce(sum(quantity), 0) FROM order_lines l JOIN orders o ON o.id = l.order_id
    WHERE l.product_id = p.id AND o.status <> 'CANCELLED')
  UNION ALL SELECT 'lines of ' || id FROM orders o WHERE total_cents IS DISTINCT FROM (
    SELECT sum(price_cents * quantity) FROM order_lines WHERE order_id = o.id)
  UNION ALL SELECT 'events of ' || id FROM orders o WHERE status IS DISTINCT FROM (
    SELECT status FROM order_events WHERE order_id = o.id ORDER BY seq DESC LIMIT 1)`;

/** No order is half-written or written twice. */
export const expectWholeOrders = (database: DrillDatabase) => database.expectWhole(BROKEN);

export async function makeProduct(database: DrillDatabase): Promise<string> {
  const slug = `drill-${crypto.randomUUID()}`;
  const [row] = await database.query<{ id: string }>(
    `INSERT INTO products (id, slug, name, description, image, category, price_cents, stock)
    VALUES ($1, $1, $1, 'For a drill.', '/products/none.svg', 'DESK', 1000, ${STOCK}) RETURNING id`,
    [slug],
  );
  return row?.id ?? "";
}

/** Locks a product while `work` runs. */
export const whileProductLocked = <Result>(database: DrillDatabase, id: string, work: () => Promise<Result>) =>
  database.whileLocked({ text: "SELECT id FROM products WHERE id = $1 FOR UPDATE", values: [id] }, work);

type OrderOptions = { key?: string; signal?: AbortSignal; at?: Pick<DrillServer, "origin"> };

/** A customer, who can order. */
export async function makeCustomer(server: DrillServer) {
  const user = await makeUser(server);
  const { token, address } = user;
  return {
    ...user,
    /** Places an order of one item of each product, at any server. */
    order: (products: string[], { at = server, ...options }: OrderOptions = {}) =>
      call(at, "POST /api/v1/orders", {
        ...{ token, address, ...options },
        json: { lines: products.map((productId) => ({ productId, quantity: 1 })) },
      }),
  };
}

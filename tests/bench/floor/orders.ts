/**
 * Placing and canceling an order with the effects of the product, in one transaction each, without its change stream and
 * idempotency keys.
 */
import { randomUUID } from "node:crypto";
import type { PoolClient } from "pg";
import { pool, read } from "./statements";

type Line = { productId: string; quantity: number };
type Taken = Line & { name: string; image: string; priceCents: number };

/** Locked in the order of their ids: orders of the same products don't deadlock. */
const TAKE = `
  WITH locked AS (
    SELECT products.id, quantity FROM products JOIN unnest($1::text[], $2::int[]) AS wanted (id, quantity) USING (id)
    WHERE stock >= quantity ORDER BY products.id FOR NO KEY UPDATE OF products),
  taken AS (
    UPDATE products SET stock = stock - quantity FROM locked WHERE products.id = locked.id
    RETURNING products.id AS "productId", name, image, price_cents AS "priceCents", quantity)
  SELECT * FROM taken ORDER BY name`;

const RETURN = `
  WITH cancelled AS (
    UPDATE orders SET status = 'CANCELLED' WHERE id = $1 AND owner_id = $2 AND status IN ('PLACED', 'PACKED') RETURNING id),
  locked AS (
    SELECT products.id, quantity
    FROM cancelled JOIN order_lines ON order_id = cancelled.id JOIN products ON products.id = product_id
    ORDER BY products.id FOR NO KEY UPDATE OF products),
  returned AS (UPDATE products SET stock = stock + quantity FROM locked WHERE products.id = locked.id)
  SELECT id FROM cancelled`;

const NUMBER = `number AS (
  UPDATE users SET change_seq = change_seq + 1 WHERE id = $1 RETURNING change_seq AS seq, clock_timestamp() AS now)`;
const eventOf = (status: string) => `
  INSERT INTO order_events (owner_id, seq, order_id, status, created_at) SELECT $1, seq, $2, '${status}', now FROM number
  RETURNING seq, status, note, created_at AS "createdAt"`;

const PLACE = `
  WITH ${NUMBER},
  placed AS (INSERT INTO orders (id, owner_id, total_cents, created_at) SELECT $2, $1, $3::int, now FROM number),
  lines AS (
    INSERT INTO order_lines (id, order_id, product_id, name, image, price_cents, quantity)
    SELECT id, $2, "productId", name, image, "priceCents", quantity FROM json_to_recordset($4::json) AS line
      (id text, "productId" text, name text, image text, "priceCents" int, quantity int))
  ${eventOf("PLACED")}`;
const CANCEL = `WITH ${NUMBER} ${eventOf("CANCELLED")}`;

async function run<Row>(client: PoolClient, name: string, text: string, values: unknown[]): Promise<Row[]> {
  return (await client.query({ name, text, values })).rows;
}

async function transact<Result>(work: (client: PoolClient) => Promise<Result>): Promise<Result> {
  const client = await pool.connect();
  try {
    await client.query("BEGIN");
    const result = await work(client);
    await client.query("COMMIT");
    return result;
  } catch (error) {
    await client.query("ROLLBACK");
    throw error;
  } finally {
    client.release();
  }
}

/** Takes the stock, and copies the prices. */
export const placeOrder = (owner: string, wanted: Line[]) =>
  transact(async (client) => {
    const columns = [wanted.map(({ productId }) => productId), wanted.map(({ quantity }) => quantity)];
    const taken = await run<Taken>(client, "take", TAKE, columns);
    if (taken.length < wanted.length) throw new Error("There is too little stock.");
    const id = randomUUID();
    const lines = taken.map((line) => ({ id: randomUUID(), ...line }));
    const totalCents = lines.reduce((sum, line) => sum + line.priceCents * line.quantity, 0);
    const values = [owner, id, totalCents, JSON.stringify(lines)];
    const [event] = await run<{ createdAt: Date }>(client, "place", PLACE, values);
    return { id, status: "PLACED", totalCents, createdAt: event?.createdAt, lines, events: [event] };
  });

export const cancelOrder = (owner: string, id: string) =>
  transact(async (client) => {
    const cancelled = await run(client, "return", RETURN, [id, owner]);
    if (cancelled.length === 0) throw new Error("This order can't be cancelled.");
    await run(client, "cancel", CANCEL, [owner, id]);
    const [order] = await read("order.byId", [owner, id], client);
    return order;
  });

/** The reads of the benchmark as one prepared statement each: what the bare server and the route handler run. */
import { Pool, type PoolClient } from "pg";

const LINES = `(SELECT json_agg(json_build_object('id', l.id, 'productId', l.product_id, 'name', l.name, 'image', l.image,
  'priceCents', l.price_cents, 'quantity', l.quantity) ORDER BY l.name) FROM order_lines l WHERE l.order_id = o.id) AS lines`;
const EVENTS = `(SELECT json_agg(json_build_object('seq', e.seq, 'status', e.status, 'note', e.note,
  'createdAt', e.created_at) ORDER BY e.seq) FROM order_events e WHERE e.order_id = o.id) AS events`;
const ORDER = `o.id, o.status, o.total_cents AS "totalCents", o.created_at AS "createdAt", ${LINES}`;
const PRODUCT = `id, slug, name, description, image, category, price_cents AS "priceCents", stock`;

const statements: Record<string, string> = {
  "order.list": `SELECT ${ORDER} FROM orders o WHERE o.owner_id = $1 ORDER BY o.created_at DESC, o.id DESC LIMIT 20`,
  "order.byId": `SELECT ${ORDER}, ${EVENTS} FROM orders o WHERE o.owner_id = $1 AND o.id = $2`,
  "product.list": `SELECT ${PRODUCT} FROM products WHERE NOT is_sold_out ORDER BY name, id LIMIT 20`,
  "product.byId": `SELECT ${PRODUCT}, facts FROM products WHERE id = $1`,
  "account.me": `SELECT id, email, name, role, created_at AS "createdAt", version FROM users WHERE id = $1`,
};

export const pool = new Pool({ connectionString: process.env.DATABASE_URL, max: 10 });

/** Runs the statement of an operation. @param client in a transaction */
export async function read<Row>(operation: string, values: string[], client?: PoolClient): Promise<Row[]> {
  const text = statements[operation];
  if (!text) throw new Error(`There is no statement for ${operation}.`);
  return (await (client ?? pool).query({ name: operation, text, values })).rows;
}

/** Its values are parameters of the request: the owner in place of a credential. */
export function runStatement(operation: string, search: URLSearchParams): Promise<unknown[]> {
  const values = ["owner", "id"].flatMap((name) => search.get(name) ?? []);
  return read(operation, values);
}

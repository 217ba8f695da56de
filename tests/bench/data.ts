/** The fixed rows of the benchmark. Ids and times are the same in every run; credentials are valid from now on. */
import type { Client } from "pg";
import { SCOPES } from "@/domain/token";
import { createSecret, hashSecret } from "@/server/auth/secret";
import { withClient } from "./server";

export const CUSTOMERS = 1000;
export const ORDERS = 50;
const PRODUCTS = 1000;
/** The last customers place orders; the others only read, so that their pages stay the same. */
const WRITERS = 400;
/** Personal tokens of the customer with many orders: rate limits count each by itself. */
export const BIG_TOKENS = 200;

export const customerId = (n: number) => `customer-${n}`;
export const orderId = (customer: number, n: number) => `order-${customer}-${n}`;
export const productId = (n: number) => `product-${n % PRODUCTS}`;
export const credentialId = (kind: "session" | "login", customer: number) => `${kind}-${customer}`;

export const readerOf = (turn: number) => 1 + (turn % (CUSTOMERS - WRITERS));
export const writerOf = (turn: number) => 1 + CUSTOMERS - WRITERS + (turn % WRITERS);

const BIG = "customer-big";

const PRODUCT_ROWS = `
  INSERT INTO products (id, slug, name, description, image, category, price_cents, stock, created_at)
  SELECT 'product-' || n, 'product-' || n, 'Product ' || lpad(n::text, 4, '0'),
    'A well-made thing for everyday use, number ' || n || ', finished by hand and sent in recycled paper.',
    '/products/brass-pen.svg', (ARRAY['DESK', 'PAPER', 'HOME'])[1 + n % 3]::"ProductCategory", 500 + n, 1000000,
    timestamptz '2026-01-01Z' + n * interval '1 minute'
  FROM generate_series(0, ${PRODUCTS - 1}) AS n`;

const USER_ROWS = `
  INSERT INTO users (id, email, name, password_hash, change_seq, created_at)
  SELECT id, id || '@example.test', 'Customer', 'none', $1, timestamptz '2026-01-01Z'
  FROM (SELECT 'customer-' || n AS id FROM generate_series(1, ${CUSTOMERS}) AS n UNION SELECT '${BIG}') AS ids`;

const ORDER_ROWS = `
  INSERT INTO orders (id, owner_id, status, total_cents, created_at)
  SELECT 'order-' || c || '-' || n, 'customer-' || c, 'DELIVERED', 9000,
    timestamptz '2026-01-01Z' + n * interval '1 day' + c * interval '1 second'
  FROM generate_series(1, ${CUSTOMERS}) AS c, generate_series(1, ${ORDERS}) AS n`;

const BIG_ORDER_ROWS = `
  INSERT INTO orders (id, owner_id, status, total_cents, created_at)
  SELECT 'order-big-' || n, '${BIG}', 'DELIVERED', 3000, timestamptz '2025-01-01Z' + n * interval '10 seconds'
  FROM generate_series(1, $1::int) AS n`;

/** @param lines per order, of different products */
const lineRows = (orders: string, lines: number) => `
  INSERT INTO order_lines (id, order_id, product_id, name, image, price_cents, quantity)
  SELECT 'line-' || l || o.id, o.id, 'product-' || p, 'Product ' || lpad(p::text, 4, '0'), '/products/brass-pen.svg', 3000, 1
  FROM orders AS o, generate_series(1, ${lines}) AS l, LATERAL (SELECT abs(hashtext(o.id) % 900) + l * 10 AS p) AS product
  WHERE ${orders}`;

const EVENT_ROWS = `
  INSERT INTO order_events (owner_id, seq, order_id, status, created_at)
  SELECT 'customer-' || c, n, 'order-' || c || '-' || n, 'PLACED', timestamptz '2026-01-01Z' + n * interval '1 day'
  FROM generate_series(1, ${CUSTOMERS}) AS c, generate_series(1, ${ORDERS}) AS n`;

const CHANGE_ROWS = `
  INSERT INTO changes (user_id, seq, topic, row_id) SELECT owner_id, seq, 'order', order_id FROM order_events`;

/** Used in the future, as far as they say: no request has to update the time of their last use. */
const CREDENTIAL_ROWS = `
  INSERT INTO credentials (id, kind, user_id, scopes, secret_hash, refresh_hash, last_used_at, idle_expires_at, expires_at)
  SELECT id, kind::"CredentialKind", user_id, $1, secret_hash, CASE kind WHEN 'LOGIN' THEN secret_hash END,
    now() + interval '1 hour', now() + interval '9 days', now() + interval '9 days'
  FROM unnest($2::text[], $3::text[], $4::text[], $5::text[]) AS rows (id, kind, user_id, secret_hash)`;

type Row = [id: string, kind: "SESSION" | "LOGIN" | "PERSONAL", userId: string, secretHash: string | null];

/** @returns the personal token of each customer, and those of the customer with many orders */
async function insertCredentials(client: Client) {
  const rows: Row[] = [];
  const addToken = (userId: string, n: number) => {
    const secret = createSecret("rtp");
    rows.push([`token-${userId}-${n}`, "PERSONAL", userId, hashSecret(secret)]);
    return secret;
  };
  const tokens = new Map<number, string>();
  for (let n = 1; n <= CUSTOMERS; n++) {
    rows.push([credentialId("session", n), "SESSION", customerId(n), null]);
    rows.push([credentialId("login", n), "LOGIN", customerId(n), hashSecret(createSecret("rtf"))]);
    tokens.set(n, addToken(customerId(n), 1));
  }
  const bigTokens = Array.from({ length: BIG_TOKENS }, (_, n) => addToken(BIG, n));
  const columns = ([0, 1, 2, 3] as const).map((column) => rows.map((row) => row[column]));
  await client.query(CREDENTIAL_ROWS, [Object.keys(SCOPES), ...columns]);
  return { tokens, bigTokens };
}

/**
 * Inserts everything, and analyzes the tables as autovacuum would.
 * @param bigOrders orders of the customer with many
 */
export function insertData(url: string, bigOrders: number) {
  return withClient(url, async (client) => {
    await client.query("SET session_replication_role = replica"); // no triggers: the rows refer to each other correctly
    await client.query(PRODUCT_ROWS);
    await client.query(USER_ROWS, [ORDERS]);
    await client.query(ORDER_ROWS);
    await client.query(lineRows(`o.owner_id <> '${BIG}'`, 3));
    await client.query(EVENT_ROWS);
    await client.query(CHANGE_ROWS);
    await client.query(BIG_ORDER_ROWS, [bigOrders]);
    await client.query(lineRows(`o.owner_id = '${BIG}'`, 1));
    const credentials = await insertCredentials(client);
    await client.query("VACUUM ANALYZE");
    return credentials;
  });
}

/** The order of the customer with many before which a page begins. @param page counted from 1, of 20 orders */
export function bigOrderBefore(page: number, bigOrders: number) {
  const n = bigOrders - (page - 1) * 20 + 1;
  return { id: `order-big-${n}`, createdAt: new Date(Date.UTC(2025, 0, 1) + n * 10_000) };
}

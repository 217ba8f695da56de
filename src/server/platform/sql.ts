import "server-only";
import { createHash } from "node:crypto";
import type { Prisma } from "@/generated/prisma/client";
import { isStaleState } from "./database-client";
import { pool } from "./pool";
import { singleton } from "./singleton";

/** Prepared statements per connection, at most: each takes memory of PostgreSQL. */
const MAX_PREPARED = 200;

const names = singleton("statement-names", () => new Map<string, string>());

/** The same for each copy of this module. Undefined for too many texts: those are sent without a name. */
function nameOf(text: string): string | undefined {
  const known = names.get(text);
  if (known || names.size >= MAX_PREPARED) return known;
  const name = createHash("sha256").update(text).digest("base64url").slice(0, 22);
  names.set(text, name);
  return name;
}

/** The name of a text of queryRows or queryRowsIn, for Prisma's adapter; undefined for other statements. */
export const preparedName = (text: string) => names.get(text);

/**
 * Executes a statement of a hot path, outside of a transaction: prepared once per connection (DatabaseClient), without the work of
 * Prisma's query engine. Its text must not depend on its values: use `= ANY (${ids})` instead of a list of parameters.
 * @param limitMs instead of the limit of all statements
 * @returns the rows as node-postgres reads them: times are Dates, JSON is parsed, bigint and numeric are text
 */
export async function queryRows<Row extends object>({ text, values }: Prisma.Sql, limitMs?: number): Promise<Row[]> {
  const statement = { text, values: values as unknown[], limitMs };
  try {
    return (await pool().query<Row>({ ...statement, name: nameOf(text) })).rows;
  } catch (error) {
    if (!isStaleState((error as { code?: string }).code)) throw error;
    return (await pool().query<Row>(statement)).rows;
  }
}

/**
 * The same within a transaction, which `transact` retries if the statement is stale.
 * @returns the rows as Prisma reads them
 */
export function queryRowsIn<Row>(tx: Pick<Prisma.TransactionClient, "$queryRaw">, sql: Prisma.Sql): Promise<Row[]> {
  nameOf(sql.text);
  return tx.$queryRaw<Row[]>(sql);
}

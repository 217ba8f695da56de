import "server-only";
import { attachDatabasePool } from "@vercel/functions";
import { Pool } from "pg";
import { env } from "@/env";
import { singleton } from "./singleton";

/**
 * How long a call waits in milliseconds: for a connection, in a transaction for a lock, for one statement. A call may wait
 * for a connection twice (rate limit, write) and then for a lock, and has its 503 within about 6 seconds nevertheless.
 */
export const POOL_WAIT_MS = env().DATABASE_WAIT_MS;
export const LOCK_WAIT_MS = POOL_WAIT_MS;
export const STATEMENT_MS = 2 * POOL_WAIT_MS;

/** This process's connections to the database: for the Prisma client (db.ts) and the rate limits (rate-limit.ts). */
export const pool = () =>
  singleton("pool", () => {
    const created = new Pool({
      connectionString: env().DATABASE_URL,
      max: env().DATABASE_POOL_SIZE,
      // Prisma's adapter sends and reads times without their zone: another session zone would shift them.
      options: "-c TimeZone=UTC",
      connectionTimeoutMillis: POOL_WAIT_MS, // by default, callers of a full pool wait for ever
      statement_timeout: STATEMENT_MS,
      idle_in_transaction_session_timeout: STATEMENT_MS,
    });
    // On Vercel, idle connections are closed before the function is suspended.
    if (env().VERCEL) attachDatabasePool(created);
    return created;
  });

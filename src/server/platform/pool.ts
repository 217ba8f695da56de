import "server-only";
import { attachDatabasePool } from "@vercel/functions";
import { Pool } from "pg";
import { env } from "@/env";
import { once } from "./singleton";

export const POOL_WAIT_MS = 5_000;
export const STATEMENT_MS = 10_000;

/** The connections of this process to the database, for the Prisma client (db.ts) and the limiter (rate-limit.ts). */
export const pool = () =>
  once("pool", () => {
    const made = new Pool({
      connectionString: env().DATABASE_URL,
      max: env().DATABASE_POOL_SIZE,
      // Prisma's adapter sends and reads times without their zone: a session that lives by another would shift them.
      options: "-c TimeZone=UTC",
      connectionTimeoutMillis: POOL_WAIT_MS, // without it, a full pool makes callers wait for ever
      statement_timeout: STATEMENT_MS,
      idle_in_transaction_session_timeout: STATEMENT_MS,
    });
    // On Vercel, idle connections are closed before the function is suspended.
    if (env().VERCEL) attachDatabasePool(made);
    return made;
  });

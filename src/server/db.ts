import "server-only";
import { PrismaPg } from "@prisma/adapter-pg";
import { attachDatabasePool } from "@vercel/functions";
import { Pool } from "pg";
import { env } from "@/env";
import { Prisma, PrismaClient } from "@/generated/prisma/client";
import { log } from "./log";
import { once } from "./process";

const POOL_WAIT_MS = 5_000;
const STATEMENT_MS = 10_000;

/** The database. Only services import it. */
export const db = once("db", () => {
  const pool = new Pool({
    connectionString: env().DATABASE_URL,
    max: env().DATABASE_POOL_SIZE,
    connectionTimeoutMillis: POOL_WAIT_MS, // without it, a full pool makes callers wait for ever
    statement_timeout: STATEMENT_MS,
    idle_in_transaction_session_timeout: STATEMENT_MS,
  });
  // On Vercel, idle connections are closed before the function is suspended.
  if (env().VERCEL) attachDatabasePool(pool);
  const adapter = new PrismaPg(pool, {
    disposeExternalPool: true,
    onPoolError: (error) => log.error({ event: "db.pool", err: error }, "an idle database connection failed"),
  });
  return new PrismaClient({ adapter });
});

export type Transaction = Prisma.TransactionClient;

/**
 * Runs `work` in one transaction; all of it happens or nothing. Tried up to three times when PostgreSQL gives up one
 * of two transactions that wait for each other (P2034), so `work` must not do anything outside of the database.
 */
export async function transact<Result>(work: (tx: Transaction) => Promise<Result>): Promise<Result> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await db.$transaction(work, { maxWait: POOL_WAIT_MS * 2, timeout: STATEMENT_MS * 2 });
    } catch (error) {
      const lostRace = error instanceof Prisma.PrismaClientKnownRequestError && error.code === "P2034";
      if (!lostRace || attempt === 3) throw error;
    }
  }
}

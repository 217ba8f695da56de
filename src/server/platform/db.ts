import "server-only";
import { PrismaPg } from "@prisma/adapter-pg";
import { Prisma, PrismaClient } from "@/generated/prisma/client";
import { log } from "./log";
import { POOL_WAIT_MS, pool, STATEMENT_MS } from "./pool";
import { once } from "./singleton";

/** The database. Only services import it. */
export const db = once("db", () => {
  const adapter = new PrismaPg(pool(), {
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

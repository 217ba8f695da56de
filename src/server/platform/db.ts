import "server-only";
import { Prisma, PrismaClient } from "@/generated/prisma/client";
import { STATEMENT_MS } from "./database-client";
import { POOL_WAIT_MS, pool } from "./pool";
import { ZonedPrismaPg } from "./prisma-adapter";
import { singleton } from "./singleton";

/** The database client. Only services import it. */
export const db = singleton("db", () => {
  const adapter = new ZonedPrismaPg(pool(), { disposeExternalPool: true });
  return new PrismaClient({ adapter });
});

export type Transaction = Prisma.TransactionClient;

/**
 * Runs `work` in one transaction. When PostgreSQL resolves a deadlock or a serialization failure by aborting it (P2034),
 * it is retried twice, so `work` must have no effect outside of the database.
 */
export async function transact<Result>(work: (tx: Transaction) => Promise<Result>): Promise<Result> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await db.$transaction(work, { maxWait: POOL_WAIT_MS * 2, timeout: STATEMENT_MS * 2 });
    } catch (error) {
      const isAborted = error instanceof Prisma.PrismaClientKnownRequestError && error.code === "P2034";
      if (!isAborted || attempt === 3) throw error;
    }
  }
}

/** Escapes `%`, `_` and `\` for LIKE, so that a search for them finds them. */
export const escapeLike = (search: string) => search.replace(/[\\%_]/g, "\\$&");

/** A condition for a column that contains a text, in any case: of all letters if its collation is an ICU one. */
export const containsText = (search: string) => ({ contains: escapeLike(search), mode: "insensitive" as const });

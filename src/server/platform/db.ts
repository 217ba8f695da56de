import "server-only";
import { Prisma, PrismaClient } from "@/generated/prisma/client";
import { isStaleState } from "./database-client";
import { LOCK_WAIT_MS, POOL_WAIT_MS } from "./database-time";
import { pool } from "./pool";
import { ZonedPrismaPg } from "./prisma-adapter";
import { singleton } from "./singleton";
import { preparedName } from "./sql";

/** The database client. Only services import it. */
export const db = singleton("db", () => {
  const adapter = new ZonedPrismaPg(pool(), {
    disposeExternalPool: true,
    statementNameGenerator: ({ sql }) => preparedName(sql) as string, // none if undefined
  });
  return new PrismaClient({ adapter });
});

export type Transaction = Prisma.TransactionClient;

/**
 * Never reached: PostgreSQL ends what takes too long (database-client.ts). Prisma's own time-out would roll back in the middle of a
 * call, and execute the rest of its statements outside of the transaction.
 */
const PRISMA_MS = 600_000;

/** Prisma reports a conflict as P2034, and of raw SQL as P2010 with its cause. */
function isAborted(error: unknown): boolean {
  if (!(error instanceof Prisma.PrismaClientKnownRequestError)) return false;
  const { cause } = (error.meta?.driverAdapterError ?? {}) as { cause?: { kind?: string; originalCode?: string } };
  return error.code === "P2034" || cause?.kind === "TransactionWriteConflict" || isStaleState(cause?.originalCode);
}

const hooks = new WeakMap<Transaction, (() => unknown)[]>();

/**
 * Runs `run` once `tx` has committed: never after a rollback or for an attempt that is retried. With `db` itself, whose
 * statements have committed when they return, it runs at once. The writer waits for what it returns; it must not throw.
 */
export async function afterCommit(tx: Transaction, run: () => unknown): Promise<void> {
  const registered = hooks.get(tx);
  if (registered) registered.push(run);
  else await run();
}

async function commit<Result>(work: (tx: Transaction) => Promise<Result>): Promise<Result> {
  const registered: (() => unknown)[] = [];
  const result = await db.$transaction(
    (tx) => {
      hooks.set(tx, registered);
      return work(tx);
    },
    { maxWait: POOL_WAIT_MS, timeout: PRISMA_MS },
  );
  for (const run of registered) await run();
  return result;
}

/**
 * Runs `work` in one transaction. When PostgreSQL aborts it to resolve a deadlock or a serialization failure, or for a stale
 * prepared statement, it is retried twice while there is time, so `work` must have no effect outside of the database: see
 * afterCommit. A lock that another transaction keeps is an error after LOCK_WAIT_MS, which callers see as 503.
 */
export async function transact<Result>(work: (tx: Transaction) => Promise<Result>): Promise<Result> {
  const lastRetry = Date.now() + LOCK_WAIT_MS;
  for (let attempt = 1; ; attempt++) {
    try {
      return await commit(work);
    } catch (error) {
      if (!isAborted(error) || attempt === 3 || Date.now() > lastRetry) throw error;
    }
  }
}

/** Escapes `%`, `_` and `\` for LIKE, so that a search for them finds them. */
export const escapeLike = (search: string) => search.replace(/[\\%_]/g, "\\$&");

/**
 * The pattern of a text that contains `search`, for LIKE and ILIKE. ILIKE ignores the case of all letters if the column's collation
 * is an ICU one. The sub-select hides the text from the planner, which would try it on samples of the column at each call.
 */
export const likeText = (search: string): Prisma.Sql => Prisma.sql`(SELECT ${`%${escapeLike(search)}%`})`;

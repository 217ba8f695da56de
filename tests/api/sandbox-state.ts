/** What the database contains, to compare it before and after. */
import { db } from "@/server/platform/db";
import { flushSecurityEvents } from "@/server/platform/security-buckets";

/**
 * The rows of every table, of security events those of users. Those of rate_limits are left out: counters under hashed keys, which end by themselves.
 */
async function countRows(): Promise<Record<string, number>> {
  const tables = await db.$queryRaw<{ name: string }[]>`
    SELECT table_name AS name FROM information_schema.tables
    WHERE table_schema = 'public' AND table_type = 'BASE TABLE' AND table_name <> 'rate_limits'`;
  const counts: Record<string, number> = {};
  for (const { name } of tables) {
    const [row] = await db.$queryRawUnsafe<{ count: number }[]>(
      `SELECT count(${name === "security_events" ? "user_id" : "*"})::int AS count FROM "${name}"`,
    );
    counts[name] = row?.count ?? -1;
  }
  return counts;
}

/** The number of rows of every table, and the stock of every product. Events of earlier calls are written first. */
export async function stateOf() {
  await flushSecurityEvents();
  const stock = await db.product.findMany({ orderBy: { id: "asc" }, select: { id: true, stock: true } });
  return { rows: await countRows(), stock };
}

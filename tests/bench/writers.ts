/** Commits per second of clients that insert changes: what notifications cost those who write. */
import { Pool } from "pg";
import { db } from "@/server/platform/db";
import { notifyAfterCommit } from "@/server/realtime/notifier";
import { percentile } from "./server";
import { median, medianRatio } from "./statistics";

const CLIENTS = 64;
const ROUNDS = 15;
const ROUND_MS = 1000;

const INSERT = {
  name: "insert",
  text: "INSERT INTO changes (user_id, seq, topic, row_id) VALUES ($1, nextval('bench_seq'), 'token', 'none')",
};
/** Earlier versions of this product had a trigger that notifies. */
const PREPARE = `
  CREATE SEQUENCE bench_seq CACHE 1000;
  CREATE FUNCTION bench_notify() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN PERFORM pg_notify('changes', NEW.user_id); RETURN NULL; END $$;
  CREATE TRIGGER bench AFTER INSERT ON changes FOR EACH ROW EXECUTE FUNCTION bench_notify();
  ALTER TABLE changes DISABLE TRIGGER bench`;

type Variant = { name: string; before?: string; after?: string; notify?: (userId: string) => Promise<void> };
const variants: Variant[] = [
  { name: "without notifications" },
  {
    name: "notified by a trigger",
    before: "ALTER TABLE changes ENABLE TRIGGER bench",
    after: "ALTER TABLE changes DISABLE TRIGGER bench",
  },
  { name: "notified after the commit", notify: (userId) => notifyAfterCommit(db, userId) },
];

/** Each client inserts one change after the other, for one round. @returns commits per second */
async function measure(pool: Pool, userIds: readonly string[], notify?: Variant["notify"]): Promise<number> {
  const start = performance.now();
  let commits = 0;
  async function write() {
    while (performance.now() - start < ROUND_MS) {
      const userId = userIds[commits++ % userIds.length] ?? "";
      await pool.query({ ...INSERT, values: [userId] });
      await notify?.(userId);
    }
  }
  await Promise.all(Array.from({ length: CLIENTS }, write));
  return (commits * 1000) / (performance.now() - start);
}

/**
 * Measures the variants in turn, in several rounds, while one connection listens.
 * @returns of each, the median, its ratio to the first, and between what the ratios of the middle half of the rounds are
 */
export async function compareWriters(connectionString: string, userIds: readonly string[]) {
  const pool = new Pool({ connectionString, max: CLIENTS + 1 });
  await pool.query(PREPARE);
  const listener = await pool.connect();
  await listener.query("LISTEN changes");
  const rates = variants.map((): number[] => []);
  for (let round = 0; round <= ROUNDS; round++) {
    for (const place of variants.keys()) {
      const index = (round + place) % variants.length; // each variant follows each other one
      const { before = "", after = "", notify } = variants[index] as Variant;
      await pool.query(before);
      const rate = await measure(pool, userIds, notify);
      await pool.query(`TRUNCATE changes; ${after}`);
      if (round > 0) rates[index]?.push(rate); // the first round warms up
    }
  }
  listener.release(true);
  await pool.query("DROP FUNCTION bench_notify CASCADE");
  await pool.end();
  const [base = []] = rates;
  return variants.map(({ name }, index) => {
    const own = rates[index] ?? [];
    const ratios = own.map((rate, round) => rate / (base[round] ?? Number.NaN));
    const middle = [percentile(ratios, 0.25), percentile(ratios, 0.75)];
    return { name, rate: median(own), ratio: medianRatio(own, base), middle };
  });
}

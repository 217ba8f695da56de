/** The limits of a statement in platform/database-client.ts, exceeded when a test says so instead of after 10 seconds. */
import { Client } from "pg";
import { afterEach, beforeEach, expect, vi } from "vitest";
import { PATIENCE } from "./scripts";

/** No other timer has these milliseconds. */
export const WAIT_MS = 29_989;
const [STATEMENT_MS, CANCEL_MS] = [2 * WAIT_MS, 750];

/** Replaces the timers of these limits in all tests of the file. @returns what exceeds them */
export function holdStatementLimits() {
  const limits = new Map<number, () => void>();
  beforeEach(() => {
    limits.clear();
    const schedule = setTimeout;
    vi.spyOn(globalThis, "setTimeout").mockImplementation(((run: () => void, ms = 0, ...args: []) => {
      if (ms !== STATEMENT_MS && ms !== CANCEL_MS) return schedule(run, ms, ...args);
      limits.set(ms, run);
      return schedule(() => {}, ms).unref();
    }) as typeof setTimeout);
  });
  afterEach(() => {
    vi.mocked(setTimeout).mockRestore();
  });
  const exceed = async (ms: number) => {
    await vi.waitFor(() => expect(limits.has(ms)).toBe(true), PATIENCE);
    limits.get(ms)?.();
    limits.delete(ms);
  };
  return {
    reset: () => limits.clear(),
    exceedStatement: () => exceed(STATEMENT_MS),
    exceedCancellation: () => exceed(CANCEL_MS),
  };
}

/** Waits until so many sessions of a database execute `SELECT pg_sleep(3600)`. */
export async function waitForSleepers(url: string, count: number) {
  const client = new Client({ connectionString: url });
  await client.connect();
  const sleepers = `SELECT FROM pg_stat_activity
    WHERE datname = current_database() AND state = 'active' AND query = 'SELECT pg_sleep(3600)'`;
  await vi.waitFor(async () => expect((await client.query(sleepers)).rowCount).toBe(count), PATIENCE);
  await client.end();
}

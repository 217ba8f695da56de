/** The SQL statements of a call. Prisma and the rate limits share the pool of pg, whose clients send every statement. */
import { Client } from "pg";
import { vi } from "vitest";
import { pool } from "@/server/platform/pool";

/** A statement as pg gets it; with a name if it is prepared. */
export type Sent = { text: string; values?: unknown[]; name?: string };

/** @returns the statements that `work` sends over the pool, in their order; other connections are left out */
export async function sentBy(work: () => Promise<unknown>): Promise<Sent[]> {
  const clients = new Set<unknown>();
  const note = (client: unknown) => clients.add(client);
  const sent = vi.spyOn(Client.prototype, "query");
  pool().on("acquire", note);
  try {
    await work();
    const ours = sent.mock.calls.filter((_call, index) => clients.has(sent.mock.contexts[index]));
    const statements = ours.map(([query]) =>
      typeof query === "string" ? { text: query } : (query as unknown as Sent),
    );
    // Once per connection (database-client.ts); after the commit, one for the calls of many (realtime/notifier.ts); every 10
    // minutes, what deletes old rows (services/retention.ts); in the background, what was refused (platform/security-buckets.ts).
    const sometimes =
      /^\s*(SELECT pg_(backend_pid|notify)\(|WITH (turn|people|links) AS)|\bexpires_at <= now\(\)|'alert.failed-sign-ins'|^\s*DELETE FROM mails\b/;
    return statements.filter(({ text }) => !sometimes.test(text));
  } finally {
    pool().off("acquire", note);
    sent.mockRestore();
  }
}

/** The texts of the same statements. */
export const statementsOf = async (work: () => Promise<unknown>) => (await sentBy(work)).map(({ text }) => text);

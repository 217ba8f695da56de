import "server-only";
import { connectionConfig } from "@/database-url.mjs";
import { env } from "@/env";
import { Prisma } from "@/generated/prisma/client";
import { DatabaseClient } from "@/server/platform/database-client";
import { queryRows } from "@/server/platform/sql";

const CHANNEL = "changes";

/** NOTIFY over the pool, LISTEN on a connection of its own: to DIRECT_URL if that is set. */
export const postgresChannel = {
  publish(messages: string[]): Promise<unknown> {
    return queryRows(Prisma.sql`SELECT pg_notify(${CHANNEL}, message) FROM unnest(${messages}::text[]) AS message`);
  },

  /** @param onLost called when the connection ends @returns how to close it @throws if there is none */
  async open(onMessage: (message: string) => void, onLost: () => void): Promise<() => Promise<void>> {
    const config = connectionConfig(env().DIRECT_URL ?? env().DATABASE_URL);
    const client = new DatabaseClient({ ...config, keepAlive: true, connectionTimeoutMillis: 5000 });
    client.on("error", onLost).on("end", onLost);
    client.on("notification", ({ payload = "" }) => onMessage(payload));
    try {
      await client.connect();
      await client.query(`LISTEN ${CHANNEL}`);
    } catch (error) {
      client.end().catch(() => {});
      throw error;
    }
    return async () => {
      await client.query("UNLISTEN *").catch(() => {}); // a pooler keeps the session for other clients
      await client.end().catch(() => {});
    };
  },
};

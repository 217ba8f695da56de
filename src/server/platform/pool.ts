import "server-only";
import { AsyncResource } from "node:async_hooks";
import { attachDatabasePool } from "@vercel/functions";
import { Pool } from "pg";
import { connectionConfig } from "@/database-url.mjs";
import { env } from "@/env";
import { DatabaseClient } from "./database-client";
import { POOL_WAIT_MS, withinRequest } from "./database-time";
import { log } from "./log";
import { singleton } from "./singleton";

/** A pool whose callers stay part of their request, although another request hands them the connection that it has released. */
class RequestPool extends Pool {
  override connect = ((callback?: () => void) => {
    this.options.connectionTimeoutMillis = withinRequest(POOL_WAIT_MS); // by default, callers of a full pool wait for ever
    return callback ? super.connect(AsyncResource.bind(callback)) : super.connect();
  }) as Pool["connect"];
}

/** This process's connections to the database: for the Prisma client (db.ts) and hot statements (sql.ts). */
export const pool = () =>
  singleton("pool", () => {
    const url: string | undefined = env().DATABASE_URL; // none while `next build` loads the modules
    const created = new RequestPool({
      ...(url && connectionConfig(url)),
      Client: DatabaseClient,
      max: env().DATABASE_POOL_SIZE,
      onConnect: (client) => (client as DatabaseClient).detectPooler(),
    });
    created.on("release", (_error, client) => {
      if ((client as unknown as DatabaseClient).wasCancelled) client.end();
    });
    created.on("error", (error) => log.error({ event: "db.pool", err: error }, "an idle database connection failed"));
    // On Vercel, idle connections are closed before the function is suspended.
    if (env().VERCEL) attachDatabasePool(created);
    return created;
  });

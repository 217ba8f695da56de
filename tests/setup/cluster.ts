/** The PostgreSQL of the tests: a cluster of its own, empty at every start, without crash safety. */

import { selectDatabase } from "../../scripts/environment.mjs";
import { startPostgres } from "../../scripts/postgres.mjs";
import { steps } from "../../scripts/setup.mjs";

export const TEMPLATE = "roundtrip_template";
const settings = ["fsync=off", "synchronous_commit=off", "full_page_writes=off", "max_connections=300"];

/** Starts the cluster `name` with a migrated database `database`, and makes it the database of this process. */
export async function startCluster(name: string, database: string) {
  const server = await startPostgres({ name, database, settings, fresh: true });
  try {
    selectDatabase(server.url);
    await steps.generate();
    await steps.migrate();
    return server;
  } catch (error) {
    await server.stop();
    throw error;
  }
}

export default async function setup() {
  const server = await startCluster("test", TEMPLATE);
  return server.stop;
}

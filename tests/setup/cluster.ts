/** One PostgreSQL for the tests: its own data, no care for crashes, empty at every start. */
import { startPostgres } from "../../scripts/postgres.mjs";
import { steps } from "../../scripts/setup.mjs";

export const TEMPLATE = "roundtrip_template";
const settings = ["fsync=off", "synchronous_commit=off", "full_page_writes=off", "max_connections=300"];

/** Starts a cluster called `name`, with a migrated database called `database`, and points DATABASE_URL there. */
export async function startCluster(name: string, database: string) {
  const server = await startPostgres({ name, database, settings, fresh: true });
  try {
    process.env.DATABASE_URL = server.url;
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

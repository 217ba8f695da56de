/** The database of development, after the files are written. */
import { loadEnvironment } from "../environment.mjs";
import { startPostgres } from "../postgres.mjs";
import { migrate, seed } from "./run";

const LOCAL = ["localhost", "127.0.0.1", "[::1]"];

/** Whether the commands of development reach a database on this machine. Others change with a deployment only. */
export function isDatabaseLocal(): boolean {
  loadEnvironment();
  const address = process.env.DIRECT_URL || process.env.DATABASE_URL;
  return !address || LOCAL.includes(new URL(address).hostname);
}

/** Drops the tables by the migration; with one first migration, everything is made anew, in the embedded server. */
export async function changeDatabase(root: string, isFresh: boolean): Promise<void> {
  if (isFresh) {
    if (process.env.DATABASE_URL)
      throw new Error("DATABASE_URL is set: give it an empty database, then npm run db:migrate.");
    const server = await startPostgres({ fresh: true });
    await server.stop();
  }
  migrate(root);
  if (isFresh) seed(root);
}

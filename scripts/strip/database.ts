/** The database of development, after the files are written. */
import { startPostgres } from "../postgres.mjs";
import { migrate, seed } from "./run";

/**
 * Drops the tables by the migration; with one first migration, everything is made anew, in the embedded server. Then the demo
 * accounts get the password that the new name gives them.
 */
export async function changeDatabase(root: string, isFresh: boolean): Promise<void> {
  if (isFresh) {
    if (process.env.DATABASE_URL)
      throw new Error("DATABASE_URL is set: give it an empty database, then npm run db:migrate.");
    const server = await startPostgres({ fresh: true });
    await server.stop();
  }
  migrate(root);
  seed(root);
}

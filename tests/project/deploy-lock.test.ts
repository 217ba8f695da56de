/** The lock of a deployment, on databases whose defaults are not PostgreSQL's. */
import { Client } from "pg";
import { expect, it } from "vitest";
import { withMigrationLock } from "../../scripts/migration-lock.mjs";
import { connected, createDatabase } from "../setup/release";

/** An empty database whose connections begin with a setting. */
async function createDatabaseWith(setting: string): Promise<string> {
  const url = await createDatabase(process.env.DATABASE_URL ?? "");
  await connected(url, (client) => client.query(`ALTER DATABASE ${new URL(url).pathname.slice(1)} SET ${setting}`));
  return url;
}

const refuseToWait = () => {
  throw new Error("Another process has the lock.");
};

it.each(["read committed", "repeatable read", "serializable"])(
  "an index is built concurrently inside the lock, where transactions are %s by default",
  async (level) => {
    const url = await createDatabaseWith(`default_transaction_isolation = '${level}'`);
    const build = () =>
      connected(url, async (client) => {
        await client.query("CREATE TABLE notes (id text); SET lock_timeout = '5s'");
        await client.query("CREATE INDEX CONCURRENTLY notes_id_idx ON notes (id)");
      });
    await withMigrationLock(url, build, refuseToWait);
  },
);

const version = await connected(process.env.DATABASE_URL ?? "", (client) => client.query("SHOW server_version_num"));
const limits = ["idle_in_transaction_session_timeout", "transaction_timeout"].filter(
  (name) => name !== "transaction_timeout" || version.rows[0].server_version_num >= 170_000,
);
if (limits.length < 2) console.warn("The lock is not tried with transaction_timeout, which PostgreSQL has since 17.");

/** Resolves when the database has ended a transaction that began now, and so each that began before and has its limit. */
async function outliveTransaction(url: string): Promise<void> {
  const client = new Client({ connectionString: url });
  const ended = new Promise<void>((end) => client.on("end", () => end()));
  client.on("error", () => {});
  await client.connect();
  await client.query("BEGIN");
  await ended;
}

it.each(limits)("the lock outlives %s", async (name) => {
  const url = await createDatabaseWith(`${name} = '1s'`);
  const enters: string[] = [];
  let second: Promise<void> | undefined;
  await withMigrationLock(
    url,
    async () => {
      await outliveTransaction(url);
      await new Promise<unknown>((decided) => {
        second = withMigrationLock(
          url,
          async () => void decided(enters.push("second")),
          () => decided(undefined),
        );
      });
      enters.push("first");
    },
    refuseToWait,
  );
  await second;
  expect(enters).toEqual(["first", "second"]);
});

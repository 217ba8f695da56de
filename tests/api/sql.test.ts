/** Statements of hot paths: prepared by name directly, without a name behind a transaction pooler. */

import { expect, it } from "vitest";
import { Prisma } from "@/generated/prisma/client";
import { freshServer } from "../setup/fresh-server";
import { hasPgBouncer, startPgBouncer } from "../setup/pgbouncer";

const url = process.env.DATABASE_URL ?? "";

async function start(address: string) {
  const { db } = await freshServer({ DATABASE_URL: address, DATABASE_POOL_SIZE: "1" });
  const { queryRows, queryRowsIn } = await import("@/server/platform/sql");
  const { transact } = await import("@/server/platform/db");
  const { pool } = await import("@/server/platform/pool");
  const prepared = () => pool().query("SELECT statement FROM pg_prepared_statements ORDER BY prepare_time");
  return {
    queryRows: (sql: Prisma.Sql) => queryRows<object>(sql),
    inTransaction: (sql: Prisma.Sql) => transact((tx) => queryRowsIn<object>(tx, sql)),
    /** The texts of the statements that the one session of the pool has prepared. */
    prepared: async () => (await prepared()).rows.map(({ statement }) => statement),
    stop: () => db.$disconnect(),
  };
}

const add = (value: number) => Prisma.sql`SELECT ${value}::int + 1 AS sum`;

it("directly, a text is prepared once and executed with other values", async () => {
  const { queryRows, prepared, stop } = await start(url);
  for (const value of [1, 2, 3]) expect(await queryRows(add(value))).toEqual([{ sum: value + 1 }]);
  expect(await prepared()).toEqual(["SELECT $1::int + 1 AS sum"]);
  await stop();
});

it("in a transaction, a text is prepared once, and a statement of Prisma's own is not", async () => {
  const { inTransaction, prepared, stop } = await start(url);
  for (const value of [1, 2, 3]) expect(await inTransaction(add(value))).toEqual([{ sum: value + 1 }]);
  const { db } = await import("@/server/platform/db");
  await db.user.count();
  expect(await prepared()).toEqual(["SELECT $1::int + 1 AS sum"]);
  await stop();
});

it.skipIf(!hasPgBouncer)("through PgBouncer, nothing is prepared", async () => {
  const pooler = await startPgBouncer(url);
  const { queryRows, inTransaction, prepared, stop } = await start(pooler.url);
  for (const query of [queryRows, inTransaction]) {
    for (const value of [1, 2, 3]) expect(await query(add(value))).toEqual([{ sum: value + 1 }]);
  }
  expect(await prepared()).toEqual([]);
  await stop();
  await pooler.stop();
});

it.each(["queryRows", "inTransaction"] as const)(
  "%s: a statement that a migration has outdated is executed all the same",
  async (name) => {
    const { prepared, stop, ...queries } = await start(url);
    const query: (sql: Prisma.Sql) => Promise<unknown> = queries[name];
    const { pool } = await import("@/server/platform/pool");
    await pool().query("CREATE TABLE migrated (value int)");
    await pool().query("INSERT INTO migrated VALUES (1)");
    const read = Prisma.sql`SELECT value FROM migrated`;
    for (let round = 0; round < 2; round++) await query(read);
    expect(await prepared()).toHaveLength(1);
    await pool().query("ALTER TABLE migrated ALTER value TYPE text");
    expect(await query(read)).toEqual([{ value: "1" }]);
    await pool().query("DROP TABLE migrated");
    await stop();
  },
);

it("more texts than a session may hold are executed without a name", async () => {
  const { queryRows, prepared, stop } = await start(url);
  for (let number = 0; number < 210; number++) await queryRows(Prisma.sql([`SELECT ${number} AS number`]));
  expect((await prepared()).length).toBeLessThanOrEqual(200);
  await stop();
});

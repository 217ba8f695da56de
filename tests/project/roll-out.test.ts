/** Migrations that can be applied while servers of the previous version run: docs/deploy/roll-out.md. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { findUnsafe } from "../setup/migration-rules";
import { root } from "../setup/scripts";

/** The last migration that was made without this rule. */
const LAST_WITHOUT = "20261126230000_second_step_only";
const ADVICE =
  'Make it in two releases (docs/deploy/roll-out.md), or say why it is safe in the file: "-- contract: nothing reads it since 2.3"';

it("each new migration is safe for servers of the previous version, or says why", () => {
  const names = readdirSync(join(root, "prisma/migrations")).filter((name) => /^\d/.test(name) && name > LAST_WITHOUT);
  const unsafe = names.flatMap((name) =>
    findUnsafe(readFileSync(join(root, "prisma/migrations", name, "migration.sql"), "utf8")).map(
      (problem) => `${name}: ${problem}`,
    ),
  );
  expect(unsafe, ADVICE).toEqual([]);
});

it.each([
  'DROP TABLE "orders";',
  'ALTER TABLE "orders" DROP COLUMN "note";',
  'ALTER TABLE "orders" RENAME COLUMN "note" TO "remark";',
  'ALTER TABLE "orders" RENAME TO "purchases";',
  "ALTER TYPE \"Status\" RENAME VALUE 'A' TO 'B';",
  'ALTER TABLE "orders" ADD COLUMN "a" TEXT NOT NULL;',
  'ALTER TABLE "orders" ADD COLUMN "a" TEXT NOT NULL DEFAULT \'\', ADD COLUMN "b" TEXT NOT NULL;',
  'ALTER TABLE "orders" ALTER COLUMN "note" SET NOT NULL;',
  'ALTER TABLE "orders" ALTER COLUMN "total" SET DATA TYPE BIGINT;',
  'CREATE UNIQUE INDEX "orders_note_key" ON "orders"("note");',
  'CREATE INDEX CONCURRENTLY "a" ON "orders"("a"); CREATE INDEX CONCURRENTLY "b" ON "orders"("b");',
])("%s is not safe", (sql) => {
  expect(findUnsafe(sql)).toHaveLength(sql.split("CONCURRENTLY").length > 1 ? 2 : 1);
  expect(findUnsafe(`-- contract: nothing reads it since the last release\n${sql}`)).toEqual([]);
});

it.each([
  'CREATE TABLE "notes" ("id" TEXT NOT NULL); CREATE INDEX "notes_id_idx" ON "notes"("id"); ALTER TABLE "notes" ADD COLUMN "a" TEXT NOT NULL;',
  'CREATE TABLE "notes" ("id" TEXT NOT NULL); CREATE INDEX notes_id_idx ON public.notes USING btree (id);',
  'ALTER TABLE "orders" ADD COLUMN "a" TEXT, ADD COLUMN "b" INTEGER NOT NULL DEFAULT 0;',
  'ALTER TABLE "orders" ALTER COLUMN "note" DROP NOT NULL;',
  'CREATE INDEX CONCURRENTLY "orders_note_idx" ON "orders"("note");',
  "-- DROP TABLE orders;\nCREATE FUNCTION f() RETURNS trigger AS $$ BEGIN DROP TABLE orders; END $$ LANGUAGE plpgsql;",
  "INSERT INTO \"notes\" VALUES ('a; DROP TABLE orders');",
])("%s is safe", (sql) => {
  expect(findUnsafe(sql)).toEqual([]);
});

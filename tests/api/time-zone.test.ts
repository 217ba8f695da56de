/** Times are the same whatever the time zone of the database. */
import { Client } from "pg";
import { expect, it } from "vitest";
import { freshServer } from "../setup/fresh-server";

it("a time is read as it was written, in a database with another time zone", async () => {
  const client = new Client({ connectionString: process.env.DATABASE_URL });
  await client.connect();
  const { rows } = await client.query("SELECT current_database() AS name");
  await client.query(`ALTER DATABASE ${rows[0].name} SET timezone = 'America/St_Johns'`);
  const { db } = await freshServer({});
  const createdAt = new Date("2026-07-01T12:34:56.789Z");
  const { id } = await db.user.create({
    data: { email: `${crypto.randomUUID()}@example.test`, name: "Test Person", passwordHash: "none", createdAt },
  });
  const { rows: stored } = await client.query("SELECT created_at FROM users WHERE id = $1", [id]);
  expect(stored[0].created_at).toEqual(createdAt);
  expect((await db.user.findUniqueOrThrow({ where: { id } })).createdAt).toEqual(createdAt);
  await client.end();
  await db.$disconnect();
});

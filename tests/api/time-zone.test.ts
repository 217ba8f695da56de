/** Times are the same whatever the time zone of the database, directly and behind a transaction pooler. */
import { Client } from "pg";
import { describe, expect, it } from "vitest";
import { freshServer } from "../setup/fresh-server";
import { hasPgBouncer, startPgBouncer } from "../setup/pgbouncer";

const url = process.env.DATABASE_URL ?? "";
const direct = (search = "") => ({ url: url + search, stop: async () => {} });
/** The second and third have the same local time in St. John's, where the clocks are set back between them. */
const TIMES = ["2026-07-01T12:34:56.789Z", "2026-11-01T03:45:00Z", "2026-11-01T04:45:00Z", "+012026-01-01T00:00:00Z"];

/** Sets the zone of the database for sessions from now on. @returns a session in UTC */
async function setZone(zone: string) {
  const client = new Client({ connectionString: url });
  await client.connect();
  const { rows } = await client.query("SELECT current_database() AS name");
  await client.query(`ALTER DATABASE ${rows[0].name} SET timezone = '${zone}'`);
  await client.query("SET timezone = 'UTC'");
  return client;
}

describe.each(["America/St_Johns", "Pacific/Chatham"])("a database in %s", (zone) => {
  it("times are written, compared and read as they are", () => roundTrip(zone, direct()));

  it("a URL with options of its own: times are as they are, and the options have effect", async () => {
    const settings = await roundTrip(zone, direct("?options=-c%20work_mem%3D5MB"));
    expect(settings).toMatchObject({ work_mem: "5MB" });
  });

  it.skipIf(!hasPgBouncer)("through PgBouncer: times are written, compared and read as they are", async () => {
    await roundTrip(zone, await startPgBouncer(url));
  });
});

async function roundTrip(zone: string, address: ReturnType<typeof direct>) {
  const utc = await setZone(zone);
  const { db } = await freshServer({ DATABASE_URL: address.url });
  const [settings] = await db.$queryRaw<{ zone: string }[]>`
    SELECT current_setting('timezone') AS zone, current_setting('work_mem') AS work_mem`;
  expect(settings?.zone).toBe(zone);

  for (const text of TIMES) {
    const time = new Date(text);
    const email = `${crypto.randomUUID()}@example.test`;
    const data = { email, name: "Test Person", passwordHash: "none", createdAt: time };
    const { id, createdAt } = await db.$transaction(async (tx) => {
      const { id } = await tx.user.create({ data });
      return tx.user.update({ where: { id, createdAt: time }, data: { disabledAt: time } });
    });
    expect(createdAt).toEqual(time);
    const stored = await utc.query("SELECT extract(epoch FROM created_at) * 1000 AS ms FROM users WHERE id = $1", [id]);
    expect(Number(stored.rows[0].ms)).toBe(time.getTime());

    const where = { id, createdAt: { gte: time, lt: new Date(time.getTime() + 1), in: [time] } };
    expect(await db.user.findFirst({ where })).toMatchObject({ createdAt: time, disabledAt: time });
    const raw = await db.$queryRaw`
      SELECT created_at AS read, ${time}::timestamptz AS sent, ARRAY[created_at] AS list
      FROM users WHERE id = ${id} AND created_at = ${time} AND created_at = ANY (${[time]}::timestamptz[])`;
    expect(raw).toEqual([{ read: time, sent: time, list: [time] }]);
  }
  await db.$disconnect();
  await utc.end();
  await address.stop();
  return settings;
}

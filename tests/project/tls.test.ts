/** `sslmode` in the URL of the database, with the certificate of a private authority. */
import { afterAll, describe, expect, it } from "vitest";
import { freshServer } from "../setup/fresh-server";
import { node } from "../setup/scripts";
import { holdStatementLimits, WAIT_MS, waitForSleepers } from "../setup/statement-limits";
import { hasOpenssl, startTlsPostgres } from "../setup/tls";

const server = hasOpenssl ? await startTlsPostgres() : undefined;
const { url = "", authority = "" } = server ?? {};
const limits = holdStatementLimits();
afterAll(() => server?.stop());

/** Whether the application's session is encrypted. @throws if there is no session */
async function isEncrypted(DATABASE_URL: string) {
  const { db } = await freshServer({ DATABASE_URL });
  try {
    const [row] = await db.$queryRaw<{ ssl: boolean }[]>`SELECT ssl FROM pg_stat_ssl WHERE pid = pg_backend_pid()`;
    return row?.ssl;
  } finally {
    await db.$disconnect();
  }
}

describe.skipIf(!server)("sslmode", () => {
  it("require encrypts, and accepts a certificate of an unknown authority", async () => {
    expect(await isEncrypted(`${url}?sslmode=require`)).toBe(true);
    expect(await isEncrypted(`${url}?sslmode=disable`)).toBe(false);
  });

  it("require: migrations and seed use the same address", async () => {
    const env = { DATABASE_URL: `${url}?sslmode=require`, NODE_ENV: "production" }; // without demo users
    expect(await node(["scripts/setup.mjs", "migrate", "seed"], { env })).toMatchObject({
      status: 0,
      output: expect.stringContaining("only created on a local development database"),
    });
  });

  it("verify-full rejects an unknown authority, and a certificate for another host", async () => {
    await expect(isEncrypted(`${url}?sslmode=verify-full`)).rejects.toThrow(/certificate/);
    const elsewhere = url.replace("127.0.0.1", "localhost");
    const known = `sslmode=verify-full&sslrootcert=${authority}`;
    await expect(isEncrypted(`${elsewhere}?${known}`)).rejects.toThrow(/localhost/);
    expect(await isEncrypted(`${url}?${known}`)).toBe(true);
  });

  it("require: a statement over its limit is cancelled", async () => {
    const { db } = await freshServer({ DATABASE_URL: `${url}?sslmode=require`, DATABASE_WAIT_MS: String(WAIT_MS) });
    const cancelled = expect(db.$queryRaw`SELECT pg_sleep(3600)`).rejects.toThrow(/cancel/);
    await waitForSleepers(url, 1);
    await limits.exceedStatement();
    await cancelled;
    await db.$disconnect();
  });

  it("sslaccept=strict, Prisma's name for verification, verifies", async () => {
    await expect(isEncrypted(`${url}?sslmode=require&sslaccept=strict`)).rejects.toThrow(/certificate/);
  });
});

describe("a URL that is refused at the start", () => {
  it.each([
    ["schema=shop", 'the tables are in the schema "public"'],
    ["options=-c%20search_path%3Dshop", 'the tables are in the schema "public"'],
    ["sslmode=prefer", "sslmode=prefer is not one of"],
    ["sslmode=verify-ca", "needs sslrootcert"],
  ])("%s", async (query, message) => {
    await expect(freshServer({ DATABASE_URL: `${process.env.DATABASE_URL}?${query}` })).rejects.toThrow(message);
  });

  it("schema=public is accepted", async () => {
    const { db } = await freshServer({ DATABASE_URL: `${process.env.DATABASE_URL}?schema=public` });
    expect(await db.user.count()).toBe(0);
    await db.$disconnect();
  });
});

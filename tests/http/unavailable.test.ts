/** An unavailable database: 503 for the caller, the cause in the log. */
import { Client } from "pg";
import { describe, expect, it, vi } from "vitest";
import { makeAccessToken, makePrincipal, makeUser, PASSWORD } from "../setup/factories";
import { freshServer } from "../setup/fresh-server";
import { hasPgBouncer, startPgBouncer } from "../setup/pgbouncer";

const UNREACHABLE = { DATABASE_URL: "postgresql://nobody:secret@127.0.0.1:1/x" };
const RETRY_AFTER = "5";

/** Another client of the database, which ends connections and holds locks. */
async function withAdmin<Result>(work: (admin: Client) => Promise<Result>): Promise<Result> {
  const admin = new Client({ connectionString: process.env.DATABASE_URL });
  await admin.connect();
  try {
    return await work(admin);
  } finally {
    await admin.end();
  }
}

/** Ends every other connection to the database, and waits until they have ended. */
const endConnections = () =>
  withAdmin((admin) =>
    admin.query(`SELECT pg_terminate_backend(pid, 60000) FROM pg_stat_activity
      WHERE datname = current_database() AND pid <> pg_backend_pid()`),
  );

describe("NEXTAUTH_URL", () => {
  it("behind a proxy it decides the cookie name and the own origin", async () => {
    const { signIn, mutate, db } = await freshServer({ NEXTAUTH_URL: "https://shop.example/base" });
    const user = await makeUser();
    const { cookie } = await signIn(user.email, PASSWORD);
    expect(cookie).toMatch(/^__Host-roundtrip\.session=/);
    const writeFrom = async (origin: string) => {
      const headers = { "sec-fetch-site": undefined, origin };
      return (await mutate("token.create", {}, { cookie, headers })).status;
    };
    expect([await writeFrom("https://shop.example"), await writeFrom("http://shop.test")]).toEqual([400, 403]);
    await db.$disconnect();
  });
});

describe("database", () => {
  it("unreachable: a generic 503, the cause is logged once", async () => {
    const { fixture, errorOf, signIn, lines } = await freshServer(UNREACHABLE);
    const response = await fixture.query("thing.list", {});
    expect(response.status).toBe(503);
    const error = await errorOf(response);
    expect(error.data).toMatchObject({ code: "SERVICE_UNAVAILABLE", requestId: response.headers.get("x-request-id") });
    expect(JSON.stringify(error)).not.toMatch(/127\.0\.0\.1|prisma|secret|ECONNREFUSED/i);
    expect(lines.map((line) => JSON.parse(line))).toMatchObject([{ level: 50, code: "SERVICE_UNAVAILABLE" }]);
    expect(lines.join()).not.toContain("secret");

    const { response: refused, cookie } = await signIn("a@example.test", PASSWORD);
    expect([refused.status, cookie]).toEqual([503, undefined]);
  });

  it("unreachable: every 503 has Retry-After, and no number of them becomes a 429", async () => {
    const token = await makeAccessToken(await makePrincipal());
    const { fixture, mutate, rest, send, signIn } = await freshServer(UNREACHABLE);
    const { LIMITS } = await import("@/server/platform/rate-limit");
    const headers = { authorization: `Bearer ${token}` };
    const signUp = { email: "a@example.test", name: "Robin", password: PASSWORD };
    const calls: [times: number, call: () => Promise<Response>][] = [
      [LIMITS.refused.calls + 1, () => rest("GET /me", { token })],
      [2, () => fixture.query("thing.own", { id: "x" }, { headers })],
      [2, () => send("/api/trpc/account.me,session.list?batch=1&input=%7B%7D", { headers })],
      [2, () => mutate("account.update", { name: "No" }, { headers })],
      [2, () => fixture.query("thing.list", {})],
      [2, async () => (await signIn("a@example.test", PASSWORD)).response],
      [LIMITS["sign-up"].calls + 1, () => mutate("account.signUp", signUp)],
    ];
    for (const [times, call] of calls) {
      for (let time = 0; time < times; time++) {
        const { status, headers } = await call();
        expect([status, headers.get("retry-after")], String(call)).toEqual([503, RETRY_AFTER]);
      }
    }
  });

  it("wrong password or missing database: 503", async () => {
    const url = process.env.DATABASE_URL ?? "";
    const wrongPassword = String(Object.assign(new URL(url), { password: "wrong" }));
    const wrongName = String(Object.assign(new URL(url), { pathname: "/no_such_database" }));
    for (const DATABASE_URL of [wrongPassword, wrongName]) {
      const { fixture } = await freshServer({ DATABASE_URL });
      expect((await fixture.query("thing.list", {})).status).toBe(503);
    }
  });

  it.skipIf(!hasPgBouncer)("unreachable for the pooler: 503", async () => {
    const pooler = await startPgBouncer("postgresql://nobody:secret@127.0.0.1:1/x", "query_wait_timeout = 1");
    const { fixture, db } = await freshServer({ DATABASE_URL: pooler.url });
    expect((await fixture.query("thing.list", {})).status).toBe(503);
    await db.$disconnect();
    await pooler.stop();
  });

  it("unreachable during sign-out or a session check: 503, the cookie is kept", async () => {
    const user = await makeUser();
    const before = await freshServer({});
    const { cookie = "" } = await before.signIn(user.email, PASSWORD);
    await before.db.$disconnect();

    const { send, signOut } = await freshServer(UNREACHABLE);
    for (const response of [await send("/api/auth/session", { cookie }), await signOut(cookie)]) {
      expect(response.status).toBe(503);
      expect(response.headers.getSetCookie().join()).not.toContain("roundtrip.session");
    }
  });

  it("out of connections: 503 after a bounded wait", async () => {
    const { fixture, db } = await freshServer({ DATABASE_POOL_SIZE: "1", DATABASE_WAIT_MS: "2000" });
    const { pool } = await import("@/server/platform/pool");
    const held = await pool().connect();
    expect((await fixture.query("thing.list", {})).status).toBe(503);
    held.release();
    expect((await fixture.query("thing.list", {})).status).toBe(200);
    await db.$disconnect();
  });

  it("connections lost in a restart: the next calls succeed", async () => {
    const { fixture, db } = await freshServer({});
    await fixture.query("thing.list", {});
    await endConnections();
    await vi.waitFor(async () => expect((await fixture.query("thing.list", {})).status).toBe(200), {
      timeout: 60_000,
    });
    await db.$disconnect();
  });

  it("a connection that dies in mid-transaction: 503, nothing is written, the next call succeeds", async () => {
    const token = await makeAccessToken(await makePrincipal());
    const { fixture, db } = await freshServer({});
    const { hooks } = await import("../setup/fixture");
    const create = () => fixture.rest("POST /things", { token, json: { name: "Lamp" } });
    hooks.beforeWrite = async () => void (await endConnections());
    const response = await create();
    expect([response.status, response.headers.get("retry-after")]).toEqual([503, RETRY_AFTER]);
    expect(await db.change.count()).toBe(0);
    hooks.beforeWrite = async () => {};
    expect((await create()).status).toBe(201);
    await db.$disconnect();
  });

  it("a connection that dies before BEGIN, a query, a write, a raw query or COMMIT: 503", async () => {
    const { id } = await makeUser();
    const { db } = await freshServer({});
    const { transact } = await import("@/server/platform/db");
    const { pool } = await import("@/server/platform/pool");
    const { toPublicError } = await import("@/server/core/errors");
    const { getTRPCErrorFromUnknown } = await import("@trpc/server");
    type Work = Parameters<typeof transact>[0];
    const cutting = (step: Work) => () => transact(async (tx) => [await endConnections(), await step(tx)]);
    const places: Record<string, () => Promise<unknown>> = {
      BEGIN() {
        pool().once("acquire", (client) => (client as unknown as { connection: Client }).connection.end());
        return transact(async () => {});
      },
      query: cutting((tx) => tx.user.findUnique({ where: { id } })),
      write: cutting((tx) => tx.user.update({ where: { id }, data: { name: "No" } })),
      "raw query": cutting((tx) => tx.$queryRaw`SELECT 1`),
      "raw write": cutting((tx) => tx.$executeRaw`UPDATE users SET name = 'No' WHERE id = ${id}`),
      COMMIT: cutting(async () => {}),
    };
    for (const [place, work] of Object.entries(places)) {
      const error = getTRPCErrorFromUnknown(await work().catch((cause: unknown) => cause));
      expect([place, toPublicError(error).code, error.message]).toEqual([place, "SERVICE_UNAVAILABLE", error.message]);
    }
    await db.$disconnect();
  });

  it.each(["08006", "25P03", "40001", "40P01", "53100", "55P03", "57014"])(
    "PostgreSQL reports %s: 503",
    async (state) => {
      const { db } = await freshServer({});
      const { toPublicError } = await import("@/server/core/errors");
      const { getTRPCErrorFromUnknown } = await import("@trpc/server");
      const { transact } = await import("@/server/platform/db");
      const raise = `DO $$ BEGIN RAISE EXCEPTION 'no' USING ERRCODE = '${state}'; END $$`;
      const error = await transact((tx) => tx.$executeRawUnsafe(raise)).catch((cause: unknown) => cause);
      expect(toPublicError(getTRPCErrorFromUnknown(error)).code).toBe("SERVICE_UNAVAILABLE");
      await db.$disconnect();
    },
  );

  it("a write that waits for a lock: the lock's time-out ends it with 503", async () => {
    const owner = await makePrincipal();
    const token = await makeAccessToken(owner);
    const { fixture, db, lines } = await freshServer({ DATABASE_WAIT_MS: "1000" });
    await withAdmin(async (admin) => {
      await admin.query("BEGIN");
      await admin.query("SELECT id FROM users WHERE id = $1 FOR UPDATE", [owner.userId]);
      const response = await fixture.rest("POST /things", { token, json: { name: "Lamp" } });
      expect([response.status, response.headers.get("retry-after")]).toEqual([503, RETRY_AFTER]);
    });
    expect(lines.map((line) => JSON.parse(line)).at(-1)).toMatchObject({ code: "SERVICE_UNAVAILABLE" });
    expect(lines.at(-1)).toContain("lock timeout");
    await db.$disconnect();
  });

  it("the waits and statements of a request take 6 s at most, with the end of its connection", async () => {
    vi.stubEnv("DATABASE_WAIT_MS", undefined);
    await freshServer({});
    const { CANCEL_MS, LAST_MS, REQUEST_MS } = await import("@/server/platform/database-time");
    expect(REQUEST_MS + LAST_MS + CANCEL_MS).toBeLessThanOrEqual(6000);
  });

  it("statement timeout: 503", async () => {
    const { db } = await freshServer({});
    const { toPublicError } = await import("@/server/core/errors");
    const { getTRPCErrorFromUnknown } = await import("@trpc/server");
    const user = await makeUser();
    const error = await db
      .$transaction(async (tx) => {
        await tx.$executeRaw`SET LOCAL statement_timeout = 50`;
        await tx.$queryRaw`SELECT pg_sleep(5), ${user.id}`;
      })
      .catch((cause: unknown) => cause);
    expect(toPublicError(getTRPCErrorFromUnknown(error)).code).toBe("SERVICE_UNAVAILABLE");
    await db.$disconnect();
  });
});

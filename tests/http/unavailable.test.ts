/** An unavailable database: 503 for the caller, the cause in the log. */
import { Client } from "pg";
import { describe, expect, it, vi } from "vitest";
import { makeUser, PASSWORD } from "../setup/factories";
import { freshServer } from "../setup/fresh-server";
import { hasPgBouncer, startPgBouncer } from "../setup/pgbouncer";

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
    const { fixture, errorOf, signIn, lines } = await freshServer({
      DATABASE_URL: "postgresql://nobody:secret@127.0.0.1:1/x",
    });
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

    const { send, signOut } = await freshServer({ DATABASE_URL: "postgresql://nobody:secret@127.0.0.1:1/x" });
    for (const response of [await send("/api/auth/session", { cookie }), await signOut(cookie)]) {
      expect(response.status).toBe(503);
      expect(response.headers.getSetCookie().join()).not.toContain("roundtrip.session");
    }
  });

  it("out of connections: 503 after a bounded wait", async () => {
    const { fixture, db } = await freshServer({ DATABASE_POOL_SIZE: "1" });
    let release = () => {};
    const released = new Promise<void>((resolve) => {
      release = resolve;
    });
    let held: Promise<void> | undefined;
    await new Promise<void>((connected) => {
      const hold = () => {
        connected();
        return released;
      };
      held = db.$transaction(hold, { timeout: 120_000 });
    });
    expect((await fixture.query("thing.list", {})).status).toBe(503);
    release();
    await held;
    expect((await fixture.query("thing.list", {})).status).toBe(200);
    await db.$disconnect();
  });

  it("connections lost in a restart: the next calls succeed", async () => {
    const { fixture, db } = await freshServer({});
    await fixture.query("thing.list", {});
    const admin = new Client({ connectionString: process.env.DATABASE_URL });
    await admin.connect();
    await admin.query(
      "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()",
    );
    await admin.end();
    await vi.waitFor(async () => expect((await fixture.query("thing.list", {})).status).toBe(200), {
      timeout: 60_000,
    });
    await db.$disconnect();
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

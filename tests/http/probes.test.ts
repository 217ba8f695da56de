/** /api/health and /api/ready, as load balancers and process managers call them. */
import { Client } from "pg";
import { describe, expect, it, vi } from "vitest";
import { LIMITS } from "@/server/platform/rate-limit";
import { freshServer } from "../setup/fresh-server";
import { expectProblem, send } from "../setup/http";

async function sql(text: string) {
  const client = new Client({ connectionString: process.env.DATABASE_URL });
  await client.connect();
  await client.query(text);
  await client.end();
}

describe.each(["/api/health", "/api/ready"])("%s", (path) => {
  it("is 200, uncacheable, with a request id", async () => {
    const response = await send(path);
    expect([response.status, await response.json()]).toEqual([200, { status: "ok" }]);
    expect(response.headers.get("cache-control")).toBe("private, no-store");
    expect(response.headers.get("x-request-id")).toBeTruthy();
    expect(await (await send(path, { method: "HEAD" })).text()).toBe("");
  });

  it("is not counted against a limit", async () => {
    const calls = Array.from({ length: LIMITS.browse.calls + 1 }, () => send(path));
    expect((await Promise.all(calls)).filter(({ status }) => status !== 200)).toEqual([]);
  });

  it("other methods are 405 with Allow", async () => {
    const response = await send(path, { method: "POST" });
    expect(response.headers.get("allow")).toBe("GET, HEAD, OPTIONS");
    await expectProblem(response, 405, { code: "METHOD_NOT_SUPPORTED" });
  });
});

describe("readiness", () => {
  it("an unreachable database is 503 with a reason and no secret; health stays 200", async () => {
    const server = await freshServer({ DATABASE_URL: "postgresql://nobody:secret@127.0.0.1:1/x" });
    const response = await server.send("/api/ready");
    expect(JSON.stringify(await response.clone().json())).not.toMatch(/secret|127\.0\.0\.1|nobody/);
    await expectProblem(response, 503, { code: "SERVICE_UNAVAILABLE", reason: "DATABASE_UNREACHABLE" });
    expect(response.headers.get("retry-after")).toBe("5");
    expect((await server.send("/api/health")).status).toBe(200);
    expect(server.lines.map((line) => JSON.parse(line))).toMatchObject([{ event: "ready", level: 40 }]);
  });

  it.each([
    [
      "a missing migration",
      "UPDATE _prisma_migrations SET rolled_back_at = now()",
      "UPDATE _prisma_migrations SET rolled_back_at = NULL",
    ],
    [
      "an empty database",
      "ALTER TABLE _prisma_migrations RENAME TO other",
      "ALTER TABLE other RENAME TO _prisma_migrations",
    ],
  ])("%s is 503 MIGRATIONS_PENDING", async (_name, breakIt, mendIt) => {
    await sql(breakIt);
    const server = await freshServer({});
    const response = await server.send("/api/ready").finally(() => sql(mendIt));
    await expectProblem(response, 503, { reason: "MIGRATIONS_PENDING" });
    await server.db.$disconnect();
  });

  it("a stopping server is 503 STOPPING", async () => {
    const server = await freshServer({});
    (await import("@/server/platform/draining")).drain();
    await expectProblem(await server.send("/api/ready"), 503, { reason: "STOPPING" });
    await server.db.$disconnect();
  });

  it("200 parallel probes make one query", async () => {
    const server = await freshServer({});
    const { pool } = await import("@/server/platform/pool");
    const query = vi.spyOn(pool(), "query");
    const responses = await Promise.all(Array.from({ length: 200 }, () => server.send("/api/ready")));
    expect([...new Set(responses.map(({ status }) => status))]).toEqual([200]);
    expect(query).toHaveBeenCalledOnce();
    await server.db.$disconnect();
  });
});

/** tRPC over HTTP: responses, log lines and methods. */
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { publicProcedure, router } from "@/server/core/procedures";
import { db } from "@/server/platform/db";
import { logged } from "../setup/database";
import { callerOf, makePrincipal, makeUser, PASSWORD } from "../setup/factories";
import { fixture, makeThing, SCOPE } from "../setup/fixture";
import { clientOf, errorOf, expectTrpcError, mutate, query, send, serverOf, signIn } from "../setup/http";

const sessionOf = async (email: string) => (await signIn(email, PASSWORD)).cookie ?? "";

describe("headers of ctx.response", () => {
  it("a batch returns the cookies of each call", async () => {
    const setting = (...cookies: string[]) =>
      publicProcedure.output(z.null()).query(({ ctx }) => {
        for (const cookie of cookies) ctx.response.headers.append("set-cookie", cookie);
        return null;
      });
    const server = serverOf(router({ two: setting("a=1", "b=2"), one: setting("c=3") }));
    const response = await server.send("/api/trpc/two,one?batch=1&input=%7B%7D");
    expect([response.status, response.headers.getSetCookie().toSorted()]).toEqual([200, ["a=1", "b=2", "c=3"]]);
  });
});

describe("successful call", () => {
  it("returns typed data with dates, a request id, and no-store", async () => {
    const { email, ...rest } = await makeUser();
    const cookie = await sessionOf(email);
    expect((await clientOf(cookie).account.me.query()).createdAt).toEqual(rest.createdAt);

    const response = await query("account.me", undefined, { cookie });
    expect(response.headers.get("x-request-id")).toMatch(/^[0-9a-f-]{36}$/);
    expect(response.headers.get("cache-control")).toBe("private, no-store");
  });

  it("writes one log line: user, path, duration and code, without secrets", async () => {
    const { id, email } = await makeUser();
    const cookie = await sessionOf(email);
    logged.length = 0;
    const response = await query("account.me", undefined, { cookie });

    const lines = logged.map((line) => JSON.parse(line));
    const requestId = response.headers.get("x-request-id");
    expect(lines).toMatchObject([{ event: "call", path: "account.me", userId: id, code: "OK", requestId }]);
    expect(lines[0].ms).toBeGreaterThan(0);
    expect(logged.join()).not.toContain(cookie.split("=")[1]);
  });

  it("returns the fields of the output schema only", async () => {
    const { email } = await makeUser();
    const response = await query("account.me", undefined, { cookie: await sessionOf(email) });
    const { result } = (await response.json()) as { result: { data: { json: object } } };
    const fields = ["createdAt", "email", "emailVerified", "id", "name", "pendingEmail", "role", "version"];
    expect(Object.keys(result.data.json).sort()).toEqual(fields);
  });
});

describe("unusual request", () => {
  it("aborted body: logged as info, not as an error", async () => {
    const broken = new ReadableStream({
      pull(controller) {
        controller.error(Object.assign(new Error("aborted"), { code: "ECONNRESET" }));
      },
    });
    const headers = { "content-type": "application/json" };
    await send("/api/trpc/account.signUp", { method: "POST", headers, body: broken, duplex: "half" });
    expect(logged.map((line) => JSON.parse(line))).toMatchObject([{ level: 30, code: "CLIENT_CLOSED_REQUEST" }]);
  });

  it("HEAD is 405, OPTIONS 204, both with Allow", async () => {
    const head = await send("/api/trpc/account.me", { method: "HEAD" });
    expect([head.status, head.headers.get("allow")]).toEqual([405, "GET, OPTIONS, POST"]);
    const options = await send("/api/trpc/account.me", { method: "OPTIONS" });
    expect([options.status, options.headers.get("allow")]).toEqual([204, "GET, OPTIONS, POST"]);
    expect(options.headers.get("ratelimit-policy")).toContain("browse");
  });

  it("trpc-accept for a streamed batch is ignored: one response with status and headers", async () => {
    const response = await query("account.me", undefined, { headers: { "trpc-accept": "application/jsonl" } });
    expect([response.status, response.headers.get("ratelimit")]).toEqual([401, expect.stringContaining("read")]);
  });
});

describe("another user's row", () => {
  it("and a missing one give the same 404, and a log line", async () => {
    const owner = await makePrincipal();
    const rows = {
      "token.revoke": (await callerOf(owner).token.create({ name: "Script", scopes: [SCOPE] })).id,
      "session.revoke": owner.credentialId,
      "thing.own": makeThing(owner.userId).id,
    };
    const { id: userId, email } = await makeUser();
    const cookie = await sessionOf(email);
    const errorFor = async (procedure: string, id: string) => {
      const call = procedure === "thing.own" ? fixture.query : mutate;
      const { message, data } = await errorOf(await call(procedure, { id }, { cookie }));
      return { message, data: { ...data, requestId: undefined } };
    };
    for (const [procedure, id] of Object.entries(rows)) {
      logged.length = 0;
      const other = await errorFor(procedure, id);
      expect(other).toMatchObject({ data: { code: "NOT_FOUND", httpStatus: 404 } });
      expect(other).toEqual(await errorFor(procedure, "no-such-row"));
      const misses = logged.filter((line) => line.includes("ownership.miss")).map((line) => JSON.parse(line));
      expect(misses).toMatchObject([
        { userId, id },
        { userId, id: "no-such-row" },
      ]);
    }
    const credentials = await db.credential.findMany({ where: { userId: owner.userId } });
    expect(credentials.map(({ revokedAt }) => revokedAt)).toEqual([null, null]);
  });

  it("the owner's call gets the row in ctx", async () => {
    const { id: userId, email } = await makeUser();
    const { id, name } = makeThing(userId);
    const response = await fixture.query("thing.own", { id }, { cookie: await sessionOf(email) });
    expect((await response.json()).result.data.json).toMatchObject({ id, name });
  });
});

describe("anonymous caller", () => {
  it("is rejected before the input is parsed", async () => {
    await expectTrpcError(await mutate("token.create", { nonsense: true }), 401, { code: "UNAUTHORIZED" });
  });
});

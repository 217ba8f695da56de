import { describe, expect, it } from "vitest";
import { db } from "@/server/platform/db";
import { logged } from "../setup/database";
import { makeOrder, makePrincipal, makeUser, PASSWORD } from "../setup/factories";
import { clientOf, errorOf, expectRefusal, mutate, query, send, signIn } from "../setup/http";

const sessionOf = async (email: string) => (await signIn(email, PASSWORD)).cookie ?? "";

describe("a good call", () => {
  it("comes back typed, dates as dates, with a request id and out of every cache", async () => {
    const { email, ...rest } = await makeUser();
    const cookie = await sessionOf(email);
    expect((await clientOf(cookie).account.me.query()).createdAt).toEqual(rest.createdAt);

    const response = await query("account.me", undefined, { cookie });
    expect(response.headers.get("x-request-id")).toMatch(/^[0-9a-f-]{36}$/);
    expect(response.headers.get("cache-control")).toBe("private, no-store");
  });

  it("writes one line: who, what, how long, how it ended, and nothing secret", async () => {
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

  it("shows no more than the output schema says", async () => {
    const { email } = await makeUser();
    const response = await query("account.me", undefined, { cookie: await sessionOf(email) });
    const { result } = (await response.json()) as { result: { data: { json: object } } };
    expect(Object.keys(result.data.json).sort()).toEqual(["createdAt", "email", "id", "name", "role", "version"]);
  });
});

describe("a request that is not finished or not meant so", () => {
  it("whose body breaks off is the sender's affair: no fault is logged", async () => {
    const broken = new ReadableStream({
      pull(controller) {
        controller.error(Object.assign(new Error("aborted"), { code: "ECONNRESET" }));
      },
    });
    const headers = { "content-type": "application/json" };
    await send("/api/trpc/account.signUp", { method: "POST", headers, body: broken, duplex: "half" });
    expect(logged.map((line) => JSON.parse(line))).toMatchObject([{ level: 30, code: "CLIENT_CLOSED_REQUEST" }]);
  });

  it("by HEAD is refused, by OPTIONS told what there is", async () => {
    const head = await send("/api/trpc/product.list", { method: "HEAD" });
    expect([head.status, head.headers.get("allow")]).toEqual([405, "GET, OPTIONS, POST"]);
    const options = await send("/api/trpc/product.list", { method: "OPTIONS" });
    expect([options.status, options.headers.get("ratelimit-policy")]).toEqual([204, expect.stringContaining("browse")]);
  });

  it("that wants a stream gets one answer with its headers and its status", async () => {
    const response = await query("account.me", undefined, { headers: { "trpc-accept": "application/jsonl" } });
    expect([response.status, response.headers.get("ratelimit")]).toEqual([401, expect.stringContaining("read")]);
  });
});

describe("somebody else's order", () => {
  it("looks the same as one that does not exist, and leaves a line in the log", async () => {
    const order = await makeOrder(await makePrincipal());
    const { id, email } = await makeUser();
    const cookie = await sessionOf(email);
    const told = async (orderId: string, procedure: string) => {
      const response =
        procedure === "order.byId"
          ? query(procedure, { id: orderId }, { cookie })
          : mutate(procedure, { id: orderId }, { cookie });
      const { message, data } = await errorOf(await response);
      return { message, data: { ...data, requestId: undefined } };
    };
    for (const procedure of ["order.byId", "order.cancel"]) {
      logged.length = 0;
      const theirs = await told(order.id, procedure);
      expect(theirs).toMatchObject({ data: { code: "NOT_FOUND", httpStatus: 404 } });
      expect(theirs).toEqual(await told("no-such-order", procedure));
      const misses = logged.filter((line) => line.includes("ownership.miss")).map((line) => JSON.parse(line));
      expect(misses).toMatchObject([{ userId: id, id: order.id }, { userId: id }]);
    }
    expect((await db.order.findUniqueOrThrow({ where: { id: order.id } })).status).toBe("PLACED");
  });
});

describe("strangers", () => {
  it("are refused before their input is looked at", async () => {
    await expectRefusal(await mutate("order.place", { nonsense: true }), 401, { code: "UNAUTHORIZED" });
  });
});

/** Invalid input over tRPC, alone and in batches. */
import { afterEach, describe, expect, it } from "vitest";
import { conflict } from "@/server/core/errors";
import { db } from "@/server/platform/db";
import { makeAccessToken, makePrincipal, PASSWORD } from "../setup/factories";
import { fixture, hooks } from "../setup/fixture";
import { errorOf, expectTrpcError, mutate, post, query, send } from "../setup/http";

const countUsers = () => db.user.count();
const makeHeaders = async () => ({ authorization: `Bearer ${await makeAccessToken(await makePrincipal())}` });

afterEach(() => {
  hooks.beforeWrite = async () => {};
});

describe("invalid input", () => {
  const signUp = { email: "new@example.test", name: "New", password: PASSWORD };

  it.each([
    ["malformed JSON", "{", { code: "BAD_REQUEST" }],
    ["an empty body", "", { code: "BAD_REQUEST" }],
    ["a NUL byte", JSON.stringify({ json: { ...signUp, name: "a\u0000b" } }), { issues: [{ path: "name" }] }],
    [
      "a lone surrogate",
      '{"json":{"email":"n@e.test","name":"a\\ud800","password":"12345678"}}',
      { code: "BAD_REQUEST" },
    ],
    ["a wrong type", JSON.stringify({ json: { ...signUp, email: ["x"] } }), { issues: [{ path: "email" }] }],
    [
      "no fields",
      JSON.stringify({ json: {} }),
      { issues: [{ path: "email" }, { path: "name" }, { path: "password" }] },
    ],
    ["an array", JSON.stringify({ json: [] }), { code: "BAD_REQUEST" }],
    ["a number", "1", { code: "BAD_REQUEST" }],
    ["null", "null", { code: "BAD_REQUEST" }],
  ])("%s is 400, and nothing is written", async (_name, body, data) => {
    const before = await countUsers();
    await expectTrpcError(await post("/api/trpc/account.signUp", body), 400, data);
    expect(await countUsers()).toBe(before);
  });

  it("a body of 1 MB is 413", async () => {
    const response = await mutate("account.signUp", { ...signUp, name: "n".repeat(1_000_000) });
    await expectTrpcError(response, 413, { code: "PAYLOAD_TOO_LARGE", reason: "BODY_TOO_LARGE" });
  });

  it("a body longer than its Content-Length is cut off at the limit: 413", async () => {
    let sent = 0;
    const endless = new ReadableStream({
      pull(controller) {
        sent += 16_384;
        controller.enqueue(new Uint8Array(16_384).fill(32));
      },
    });
    const headers = { "content-type": "application/json", "content-length": "10" };
    const response = await send("/api/trpc/account.signUp", { method: "POST", headers, body: endless, duplex: "half" });
    await expectTrpcError(response, 413, { reason: "BODY_TOO_LARGE" });
    expect(sent).toBeLessThan(200_000);
  });

  it.each([
    "text/plain",
    "multipart/form-data; boundary=x",
    "application/octet-stream",
    "application/x-www-form-urlencoded",
    undefined,
  ])("content type %s: 415, and nothing is written", async (type) => {
    const before = await countUsers();
    const body = JSON.stringify({ json: signUp });
    const response = await post("/api/trpc/account.signUp", body, { headers: { "content-type": type } });
    await expectTrpcError(response, 415, { code: "UNSUPPORTED_MEDIA_TYPE", reason: "WRONG_CONTENT_TYPE" });
    expect(await countUsers()).toBe(before);
  });

  it("numbers out of range are 400, and name the field", async () => {
    for (const limit of [0, 101, -1, 1.5, 1e300, "20"]) {
      const issues = expect.arrayContaining([expect.objectContaining({ path: "limit" })]);
      await expectTrpcError(await fixture.query("thing.list", { limit }), 400, { issues });
    }
  });

  it("cursors of another list are 400, and name the field", async () => {
    const json = (value: unknown) => Buffer.from(JSON.stringify(value)).toString("base64url");
    const cursors = [
      "",
      "'; DROP TABLE users",
      "x".repeat(5000),
      json({}),
      json(["a"]),
      json(["text", "b"]),
      json([-1, "b"]),
      json([9e15, "b"]),
      json([1, "\u0000"]),
    ];
    for (const cursor of cursors) {
      await expectTrpcError(await fixture.query("thing.list", { cursor, limit: 2 }), 400, {
        issues: [{ path: "cursor" }],
      });
    }
  });

  it("100 invalid fields give 20 issues", async () => {
    const parts = Array.from({ length: 50 }, () => ({ id: "%", quantity: "x" }));
    const response = await fixture.mutate("thing.create", { name: "Lamp", parts }, { headers: await makeHeaders() });
    expect((await errorOf(response.clone())).data.issues).toHaveLength(20);
    await expectTrpcError(response, 400, { code: "BAD_REQUEST" });
  });

  it("a field that the schema does not have never reaches the account", async () => {
    const headers = await makeHeaders();
    const updated = await mutate("account.update", { name: "Grace", role: "ADMIN" }, { headers });
    expect([updated.status, (await updated.json()).result.data.json]).toMatchObject([
      200,
      { name: "Grace", role: "CUSTOMER" },
    ]);
    await expectTrpcError(await query("admin.user.list", {}, { headers }), 403, { code: "FORBIDDEN" });
  });

  it("an unknown procedure is 404, without a long path in the response", async () => {
    await expectTrpcError(await query("token.everything"), 404, { code: "NOT_FOUND", path: "token.everything" });
    await expectTrpcError(await query("x".repeat(9000)), 404, { code: "NOT_FOUND" });
    await expectTrpcError(await query("__proto__.constructor"), 404, { code: "NOT_FOUND" });
  });

  it("a mutation by GET and a query by POST are 405, with Allow", async () => {
    const mutation = await query("account.signUp", signUp);
    const list = await fixture.mutate("thing.list", {});
    expect([mutation.headers.get("allow"), list.headers.get("allow")]).toEqual(["POST", "GET"]);
    for (const response of [mutation, list]) await expectTrpcError(response, 405, { code: "METHOD_NOT_SUPPORTED" });
  });

  it("types that superjson would revive are refused before it does", async () => {
    const bombs = [
      { json: { limit: 1e10 }, meta: { values: { limit: [["typed-array", "Float64Array"]] }, v: 1 } },
      { json: { search: "x" }, meta: { values: { search: [["set"]] }, v: 1 } },
      { json: { search: "x" }, meta: { values: [["custom", "x"]], v: 1 } },
      { json: { search: "x", limit: 1 }, meta: { referentialEqualities: { search: ["limit"] }, v: 1 } },
    ];
    for (const bomb of bombs) {
      const response = await fixture.send(`/api/trpc/thing.list?input=${encodeURIComponent(JSON.stringify(bomb))}`);
      expect((await errorOf(response.clone())).message).toBe("The input has a type that no procedure accepts.");
      await expectTrpcError(response, 400, { code: "BAD_REQUEST" });
    }
  });

  it("other methods than GET and POST are refused in the common error format", async () => {
    for (const method of ["PUT", "PATCH", "DELETE"]) {
      const response = await send("/api/trpc/account.me", { method });
      expect(response.status).toBeGreaterThanOrEqual(400);
      expect(response.status).toBeLessThan(500);
      expect((await errorOf(response)).data.requestId).toBe(response.headers.get("x-request-id"));
    }
  });
});

describe("batches", () => {
  const batch = (size: number) =>
    fixture.send(`/api/trpc/${Array(size).fill("thing.list").join(",")}?batch=1&input=${encodeURIComponent("{}")}`);

  it("20 calls are answered, 21 are refused as a whole", async () => {
    expect(await (await batch(20)).json()).toHaveLength(20);
    const response = await batch(21);
    expect(response.status).toBe(400);
    expect(response.headers.get("content-type")).toBe("application/json");
    expect((await response.text()).length).toBeLessThan(10_000);
  });

  it("20 calls with many issues each are answered in under 10 KB", async () => {
    const headers = await makeHeaders();
    const callAll = async (input: object) => {
      const calls = Object.fromEntries(Array.from({ length: 20 }, (_, index) => [index, { json: input }]));
      const path = `/api/trpc/${Array(20).fill("thing.create").join(",")}?batch=1`;
      return (await fixture.post(path, JSON.stringify(calls), { headers })).text();
    };
    const issues = Array.from({ length: 50 }, (_, index) => ({ path: `parts.${index}`, message: "Not available." }));
    hooks.beforeWrite = async () => {
      throw conflict("VERSION_MISMATCH", "Not possible.", issues);
    };
    for (const [input, code] of [
      [{ name: "Lamp", parts: Array(20).fill({}) }, "BAD_REQUEST"],
      [{ name: "Lamp" }, "CONFLICT"],
    ] as const) {
      const text = await callAll(input);
      expect(text.split(`"${code}"`)).toHaveLength(21);
      expect(text.length).toBeLessThan(10_000);
    }
  });

  it("20 unknown procedures with long names are answered in under 10 KB", async () => {
    const response = await send(`/api/trpc/${Array(20).fill("x".repeat(300)).join(",")}?batch=1&input=%7B%7D`);
    expect(response.status).toBe(404);
    expect((await response.text()).length).toBeLessThan(10_000);
  });
});

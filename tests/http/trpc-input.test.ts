/** What comes in at the door of our pages and cannot be used, alone and in batches. */
import { describe, expect, it } from "vitest";
import { db } from "@/server/platform/db";
import { makeProduct, makeUser, PASSWORD } from "../setup/factories";
import { clientOf, errorOf, expectRefusal, mutate, post, query, send, signIn } from "../setup/http";

const sessionOf = async (email: string) => (await signIn(email, PASSWORD)).cookie ?? "";
const users = () => db.user.count();

describe("bad input", () => {
  const signUp = { email: "new@example.test", name: "New", password: PASSWORD };

  it.each([
    ["malformed JSON", "{", { code: "BAD_REQUEST" }],
    ["nothing", "", { code: "BAD_REQUEST" }],
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
  ])("%s is refused with 400", async (_name, body, data) => {
    const before = await users();
    await expectRefusal(await post("/api/trpc/account.signUp", body), 400, data);
    expect(await users()).toBe(before);
  });

  it("a 1 MB name is not even read", async () => {
    const response = await mutate("account.signUp", { ...signUp, name: "n".repeat(1_000_000) });
    await expectRefusal(response, 413, { code: "PAYLOAD_TOO_LARGE", reason: "BODY_TOO_LARGE" });
  });

  it("a body that lies about its length, or streams without end, is cut off", async () => {
    let sent = 0;
    const endless = new ReadableStream({
      pull(controller) {
        sent += 16_384;
        controller.enqueue(new Uint8Array(16_384).fill(32));
      },
    });
    const headers = { "content-type": "application/json", "content-length": "10" };
    const response = await send("/api/trpc/account.signUp", { method: "POST", headers, body: endless, duplex: "half" });
    await expectRefusal(response, 413, { reason: "BODY_TOO_LARGE" });
    expect(sent).toBeLessThan(200_000);
  });

  it.each([
    "text/plain",
    "multipart/form-data; boundary=x",
    "application/octet-stream",
    "application/x-www-form-urlencoded",
    undefined,
  ])("the content type %s is refused, and runs nothing", async (type) => {
    const before = await users();
    const body = JSON.stringify({ json: signUp });
    const response = await post("/api/trpc/account.signUp", body, { headers: { "content-type": type } });
    await expectRefusal(response, 415, { code: "UNSUPPORTED_MEDIA_TYPE", reason: "WRONG_CONTENT_TYPE" });
    expect(await users()).toBe(before);
  });

  it("numbers out of range are refused", async () => {
    for (const limit of [0, 101, -1, 1.5, 1e300, "20"]) {
      const issues = expect.arrayContaining([expect.objectContaining({ path: "limit" })]);
      await expectRefusal(await query("product.list", { limit }), 400, { issues });
    }
  });

  it("hostile cursors are refused", async () => {
    const json = (value: unknown) => Buffer.from(JSON.stringify(value)).toString("base64url");
    const cursors = [
      "",
      "'; DROP TABLE users",
      "x".repeat(5000),
      json({}),
      json(["a"]),
      json([1, "b"]),
      json(["\u0000", "b"]),
    ];
    for (const cursor of cursors) {
      await expectRefusal(await query("product.list", { cursor, limit: 2 }), 400, { issues: [{ path: "cursor" }] });
    }
  });

  it("search text is text: SQL patterns in it mean nothing", async () => {
    await makeProduct({ name: "100% cotton_paper" });
    await makeProduct({ name: "100x cottonypaper" });
    const names = async (search: string) =>
      (await clientOf().product.list.query({ search })).items.map((it) => it.name);
    expect(await names("100%")).toEqual(["100% cotton_paper"]);
    expect(await names("COTTON_")).toEqual(["100% cotton_paper"]);
    expect(await names("\\")).toEqual([]);
    expect(await names("' OR 1=1 --")).toEqual([]);
  });

  it("fifty bad lines give twenty issues, not a hundred", async () => {
    const { email } = await makeUser();
    const lines = Array.from({ length: 50 }, () => ({ productId: "%", quantity: "x" }));
    const response = await mutate("order.place", { lines }, { cookie: await sessionOf(email) });
    expect((await errorOf(response.clone())).data.issues).toHaveLength(20);
    await expectRefusal(response, 400, { code: "BAD_REQUEST" });
  });

  it("an unknown procedure is a 404 that does not repeat a long path", async () => {
    await expectRefusal(await query("order.everything"), 404, { code: "NOT_FOUND", path: "order.everything" });
    await expectRefusal(await query("x".repeat(9000)), 404, { code: "NOT_FOUND" });
    await expectRefusal(await query("__proto__.constructor"), 404, { code: "NOT_FOUND" });
  });

  it("a mutation by GET and a query by POST run nothing", async () => {
    await expectRefusal(await query("account.signUp", signUp), 405, { code: "METHOD_NOT_SUPPORTED" });
    await expectRefusal(await mutate("product.list", {}), 405, { code: "METHOD_NOT_SUPPORTED" });
  });

  it("types that superjson would revive, but no procedure takes, are refused before they are", async () => {
    const bombs = [
      { json: { limit: 1e10 }, meta: { values: { limit: [["typed-array", "Float64Array"]] }, v: 1 } },
      { json: { search: "x" }, meta: { values: { search: [["set"]] }, v: 1 } },
      { json: { search: "x" }, meta: { values: [["custom", "x"]], v: 1 } },
      { json: { search: "x", limit: 1 }, meta: { referentialEqualities: { search: ["limit"] }, v: 1 } },
    ];
    for (const bomb of bombs) {
      const response = await send(`/api/trpc/product.list?input=${encodeURIComponent(JSON.stringify(bomb))}`);
      expect((await errorOf(response.clone())).message).toBe("The input uses a type that no procedure takes.");
      await expectRefusal(response, 400, { code: "BAD_REQUEST" });
    }
  });

  it("other methods than GET and POST are refused in the same shape", async () => {
    for (const method of ["PUT", "PATCH", "DELETE"]) {
      const response = await send("/api/trpc/product.list", { method });
      expect(response.status).toBeGreaterThanOrEqual(400);
      expect(response.status).toBeLessThan(500);
      expect((await errorOf(response)).data.requestId).toBe(response.headers.get("x-request-id"));
    }
  });
});

describe("batches", () => {
  const batch = (size: number) =>
    send(`/api/trpc/${Array(size).fill("product.list").join(",")}?batch=1&input=${encodeURIComponent("{}")}`);

  it("of 20 calls are answered, of 21 refused as a whole", async () => {
    expect(await (await batch(20)).json()).toHaveLength(20);
    const response = await batch(21);
    expect(response.status).toBe(400);
    expect((await response.text()).length).toBeLessThan(10_000);
  });

  it("of 20 very wrong calls stay small", async () => {
    const { email } = await makeUser();
    const cookie = await sessionOf(email);
    const batchOf = (lines: unknown) =>
      post(
        `/api/trpc/${Array(20).fill("order.place").join(",")}?batch=1`,
        JSON.stringify(Object.fromEntries(Array.from({ length: 20 }, (_, index) => [index, { json: { lines } }]))),
        { cookie },
      );
    const missing = Array.from({ length: 50 }, (_, index) => ({ productId: `missing-${index}`, quantity: 1 }));
    for (const [lines, code] of [
      [Array(20).fill({}), "BAD_REQUEST"],
      [missing, "CONFLICT"],
    ] as const) {
      const text = await (await batchOf(lines)).text();
      expect(text).toContain(code);
      expect(text.length).toBeLessThan(10_000);
    }
  });

  it("with 20 unknown procedures stay small", async () => {
    const response = await send(`/api/trpc/${Array(20).fill("x".repeat(300)).join(",")}?batch=1&input=%7B%7D`);
    expect(response.status).toBe(404);
    expect((await response.text()).length).toBeLessThan(10_000);
  });
});

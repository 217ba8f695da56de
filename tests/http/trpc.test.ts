import { describe, expect, it } from "vitest";
import { db } from "@/server/db";
import { logged } from "../setup/database";
import { makeOrder, makePrincipal, makeProduct, makeUser, PASSWORD } from "../setup/factories";
import { clientOf, errorOf, mutate, post, query, send, signIn } from "../setup/http";

const sessionOf = async (email: string) => (await signIn(email, PASSWORD)).cookie ?? "";
const users = () => db.user.count();

/** Refused with this status, in the one shape, under 10 KB, and nothing was written. */
async function expectRefusal(response: Response, status: number, data: Record<string, unknown>) {
  const text = await response.clone().text();
  expect(text.length).toBeLessThan(10_000);
  expect(response.status).toBe(status);
  const error = await errorOf(response);
  expect(error.data).toMatchObject({ httpStatus: status, requestId: response.headers.get("x-request-id"), ...data });
  expect(error.message).toBeTruthy();
}

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

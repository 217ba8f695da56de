/** The REST door: HTTP's own words for what the procedures say. */
import { describe, expect, it } from "vitest";
import { db } from "@/server/db";
import { logged } from "../setup/database";
import {
  makeAccessToken,
  makeOrder,
  makePersonalToken,
  makePrincipal,
  makeProduct,
  makeUser,
  PASSWORD,
} from "../setup/factories";
import { mutate, rest, signIn } from "../setup/http";

async function customer() {
  const principal = await makePrincipal();
  return { principal, token: await makeAccessToken(principal) };
}

/** Refused with this status, as problem details. */
async function expectProblem(response: Response, status: number, members: Record<string, unknown> = {}) {
  expect(response.status).toBe(status);
  expect(response.headers.get("content-type")).toBe("application/problem+json");
  expect(response.headers.get("cache-control")).toBe("private, no-store");
  const requestId = response.headers.get("x-request-id");
  const problem = await response.json();
  expect(problem).toMatchObject({ type: "about:blank", status, detail: problem.message, requestId, ...members });
  expect(problem.title).toBeTruthy();
  return problem;
}

describe("a script's day", () => {
  it("logs in, orders, reads, cancels, logs out", async () => {
    const { email } = await makeUser();
    const product = await makeProduct({ priceCents: 250 });
    const login = await rest("POST /login", { json: { email, password: PASSWORD } });
    expect(login.status).toBe(200);
    const { accessToken: token, refreshToken } = await login.json();

    const placed = await rest("POST /orders", { token, json: { lines: [{ productId: product.id, quantity: 2 }] } });
    expect(placed.status).toBe(201);
    const order = await placed.json();
    expect(order).toMatchObject({ status: "PLACED", totalCents: 500 });
    expect(order.createdAt).toMatch(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/);
    expect(placed.headers.get("location")).toBe(`/api/v1/orders/${order.id}`);
    expect(placed.headers.get("cache-control")).toBe("private, no-store");

    expect(await (await rest(`GET /orders/${order.id}`, { token })).json()).toEqual(order);
    const list = await (await rest("GET /orders?status=PLACED&limit=1", { token })).json();
    expect(list).toMatchObject({ items: [{ id: order.id }], nextCursor: null });

    const cancelled = await rest(`DELETE /orders/${order.id}?reason=Changed%20my%20mind`, { token });
    expect(cancelled.status).toBe(200);
    expect(await cancelled.json()).toMatchObject({ status: "CANCELLED", events: [{}, { note: "Changed my mind" }] });
    await expectProblem(await rest(`DELETE /orders/${order.id}`, { token }), 409, { reason: "NOT_CANCELLABLE" });

    const renewed = await (await rest("POST /token/refresh", { json: { refreshToken } })).json();
    const out = await rest("POST /logout", { token: renewed.accessToken });
    expect([out.status, await out.text()]).toEqual([204, ""]);
    await expectProblem(await rest("GET /me", { token: renewed.accessToken }), 401, { reason: "TOKEN_INVALID" });
    await expectProblem(await rest("GET /me", { token }), 401);
  });

  it("makes, lists and revokes personal tokens", async () => {
    const { token } = await customer();
    const json = { name: "Export", scopes: ["orders:read"] };
    const made = await rest("POST /tokens", { token, json });
    expect(made.status).toBe(201);
    const { id, secret } = await made.json();
    expect((await rest("GET /orders", { token: secret })).status).toBe(200);
    const { items } = await (await rest("GET /tokens", { token })).json();
    expect(items).toMatchObject([{ id, name: "Export", lastUsedAt: expect.any(String) }]);
    expect((await rest(`DELETE /tokens/${id}`, { token })).status).toBe(204);
    await expectProblem(await rest("GET /orders", { token: secret }), 401);
    await expectProblem(await rest(`DELETE /tokens/${id}`, { token }), 404);
  });

  it("reads a long list page by page", async () => {
    const { principal, token } = await customer();
    for (let count = 0; count < 5; count++) await makeOrder(principal);
    const seen: string[] = [];
    for (let cursor: string | null = ""; cursor !== null; ) {
      const page = await (await rest(`GET /orders?limit=2${cursor && `&cursor=${cursor}`}`, { token })).json();
      seen.push(...page.items.map((item: { id: string }) => item.id));
      cursor = page.nextCursor;
    }
    expect(new Set(seen).size).toBe(5);
  });
});

describe("who calls", () => {
  it("may be known by the cookie, too; writing with it is for our own pages", async () => {
    const { email } = await makeUser();
    const { cookie } = await signIn(email, PASSWORD);
    expect((await rest("GET /me", { cookie })).status).toBe(200);
    const json = { name: "Other Name" };
    await expectProblem(await rest("PATCH /me", { cookie, json }), 403, { reason: "CROSS_SITE" });
    expect((await rest("PATCH /me", { cookie, json, headers: { "sec-fetch-site": "same-origin" } })).status).toBe(200);
  });

  it("hears what kind of token is wanted, and what is wrong with theirs", async () => {
    const challenge = async (init: object, status: number) => {
      const response = await rest("GET /orders", init);
      expect(response.status).toBe(status);
      return response.headers.get("www-authenticate");
    };
    expect(await challenge({}, 401)).toBe('Bearer realm="roundtrip"');
    expect(await challenge({ token: "wrong" }, 401)).toBe('Bearer realm="roundtrip", error="invalid_token"');
    const { principal } = await customer();
    const token = await makePersonalToken(principal, "orders:write");
    expect(await challenge({ token }, 403)).toBe('Bearer realm="roundtrip", error="insufficient_scope"');
  });

  it("cannot see or cancel somebody else's order", async () => {
    const order = await makeOrder(await makePrincipal());
    const { token } = await customer();
    await expectProblem(await rest(`GET /orders/${order.id}`, { token }), 404);
    await expectProblem(await rest(`DELETE /orders/${order.id}`, { token }), 404);
    expect((await db.order.findUniqueOrThrow({ where: { id: order.id } })).status).toBe("PLACED");
  });
});

describe("the catalogue", () => {
  it("is for everybody, and says 304 to who has it already", async () => {
    const product = await makeProduct();
    const first = await rest(`GET /products/${product.id}`);
    const etag = first.headers.get("etag") ?? "";
    expect(etag).toMatch(/^"[\w-]{27}"$/);
    expect(first.headers.get("cache-control")).toBe("public, no-cache");

    for (const tag of [etag, `W/${etag}`, `"other", ${etag}`, "*"]) {
      const again = await rest(`GET /products/${product.id}`, { headers: { "if-none-match": tag } });
      expect([again.status, await again.text(), again.headers.get("etag")]).toEqual([304, "", etag]);
    }
    await db.product.update({ where: { id: product.id }, data: { stock: 1 } });
    const changed = await rest(`GET /products/${product.id}`, { headers: { "if-none-match": etag } });
    expect([changed.status, (await changed.json()).stock]).toEqual([200, 1]);

    const list = await rest("GET /products?limit=1");
    const tag = list.headers.get("etag") ?? "";
    expect((await rest("GET /products?limit=1", { headers: { "if-none-match": tag } })).status).toBe(304);
    expect((await rest("GET /products?limit=2", { headers: { "if-none-match": tag } })).status).toBe(200);
  });

  it("is searched by words, encoded or not", async () => {
    await makeProduct({ name: "Blue & white cup" });
    const { items } = await (await rest("GET /products?search=blue%20%26+WHITE")).json();
    expect(items.map((item: { name: string }) => item.name)).toEqual(["Blue & white cup"]);
  });
});

describe("changing my name", () => {
  const patch = (token: string, name: string, tag?: string) =>
    rest("PATCH /me", { token, json: { name }, headers: { "if-match": tag } });

  it("with the tag that I read succeeds once; whoever read before that is told", async () => {
    const { token } = await customer();
    const read = await rest("GET /me", { token });
    const tag = read.headers.get("etag") ?? "";
    expect(tag).toBe('"0"');
    const first = await patch(token, "First", tag);
    expect([first.status, first.headers.get("etag"), (await first.json()).name]).toEqual([200, '"1"', "First"]);
    await expectProblem(await patch(token, "Second", tag), 412, { reason: "VERSION_MISMATCH" });
    expect((await (await rest("GET /me", { token })).json()).name).toBe("First");
  });

  it("of ten at the same time with one tag, one succeeds", async () => {
    const { token } = await customer();
    const answers = await Promise.all(Array.from({ length: 10 }, (_, index) => patch(token, `Name ${index}`, '"0"')));
    expect(answers.map((answer) => answer.status).sort()).toEqual([200, ...Array(9).fill(412)]);
  });

  it("with a tag that cannot be ours fails, with none or * it does not ask, and what is no tag is told", async () => {
    const { token } = await customer();
    for (const tag of ['"abc"', 'W/"0"', '"99"', '""']) await expectProblem(await patch(token, "No", tag), 412);
    for (const tag of ["0", '"1", "2"', "x".repeat(500), '"', ""]) {
      await expectProblem(await patch(token, "No", tag), 400);
    }
    expect((await patch(token, "Yes", "*")).status).toBe(200);
    expect((await patch(token, "Yes again")).status).toBe(200);
  });

  it("takes the version from the header alone", async () => {
    const { token } = await customer();
    const issues = [{ path: "version", message: expect.any(String) }];
    await expectProblem(await rest("PATCH /me", { token, json: { name: "Me", version: 7 } }), 400, { issues });
  });
});

describe("methods", () => {
  it("that a path does not have are 405, with those that it has", async () => {
    const allowed = async (operation: string) => {
      const response = await rest(operation);
      await expectProblem(response.clone(), 405, { code: "METHOD_NOT_SUPPORTED" });
      return response.headers.get("allow");
    };
    expect(await allowed("PUT /orders")).toBe("GET, HEAD, OPTIONS, POST");
    expect(await allowed("POST /orders/1")).toBe("DELETE, GET, HEAD, OPTIONS");
    expect(await allowed("GET /login")).toBe("OPTIONS, POST");
    expect(await allowed("DELETE /openapi.json")).toBe("GET, HEAD, OPTIONS");
  });

  it("OPTIONS tells them without a refusal", async () => {
    const response = await rest("OPTIONS /tokens");
    expect([response.status, response.headers.get("allow")]).toEqual([204, "GET, HEAD, OPTIONS, POST"]);
  });

  it("HEAD is GET without a body", async () => {
    const product = await makeProduct();
    const get = await rest(`GET /products/${product.id}`);
    const head = await rest(`HEAD /products/${product.id}`);
    expect([head.status, await head.text()]).toEqual([200, ""]);
    expect(head.headers.get("etag")).toBe(get.headers.get("etag"));
    const missing = await rest("HEAD /products/none");
    expect([missing.status, await missing.text()]).toEqual([404, ""]);
    expect((await rest("HEAD /orders")).status).toBe(401);
  });
});

describe("what cannot be understood", () => {
  it.each([
    ["GET /", 404],
    ["GET /nothing", 404],
    ["GET /orders/", 404],
    ["GET /orders/a/b", 404],
    ["GET /__proto__", 404],
    ["GET /products/%E0%A4%A", 400],
    ["GET /products/a%2Fb", 400],
    ["GET /products/%00", 400],
    ["GET /products?limit=0", 400],
    ["GET /products?limit=1e1", 400],
    ["GET /products?limit=", 400],
    ["GET /products?limit=5&limit=6", 400],
    ["GET /products?cursor=%00", 400],
    [`GET /products?search=${"x".repeat(81)}`, 400],
  ])("%s is %s", async (operation, status) => {
    const response = await rest(operation);
    await expectProblem(response, status);
    expect(logged.filter((line) => JSON.parse(line).level >= 50)).toEqual([]);
  });

  it.each([
    ["an array", "[]"],
    ["a text", '"x"'],
    ["null", "null"],
    ["half of it", '{"email":'],
    ["a NUL byte", '{"email":"a\\u0000@example.test","password":"x"}'],
    ["nothing", undefined],
    ["nesting without end", `${"[".repeat(20_000)}${"]".repeat(20_000)}`],
  ])("a body that is %s is 400", async (_name, body) => {
    await expectProblem(await rest("POST /login", { body }), 400, { code: "BAD_REQUEST" });
  });

  it("a field that is wrong is named", async () => {
    const { token } = await customer();
    const json = { lines: [{ productId: "x", quantity: 0 }] };
    const issues = [{ path: "lines.0.quantity", message: expect.any(String) }];
    await expectProblem(await rest("POST /orders", { token, json }), 400, { issues });
  });

  it("a field that nobody knows is named, too: it would have no effect", async () => {
    const { token } = await customer();
    const sent = { body: { name: "Me", role: "ADMIN", __proto: 1 }, query: "GET /products?serach=lamp&limit=1" };
    const role = await rest("PATCH /me", { token, json: sent.body });
    await expectProblem(role, 400, {
      issues: [{ path: "role" }, { path: "__proto" }].map((it) => expect.objectContaining(it)),
    });
    await expectProblem(await rest(sent.query), 400, { issues: [expect.objectContaining({ path: "serach" })] });
    expect(await (await rest("GET /me", { token })).json()).toMatchObject({ name: "Test Person", role: "CUSTOMER" });
  });

  it.each([
    ["PATCH /me", {}, "name", "Please fill this in."],
    ["PATCH /me", { name: 5 }, "name", "This has to be text."],
    ["POST /tokens", { name: "x", scopes: ["all"] }, "scopes.0", /^One of these, please: orders:read, /],
    [
      "POST /tokens",
      { name: "x", scopes: ["orders:read"], expiresInDays: 400 },
      "expiresInDays",
      "At most 365, please.",
    ],
    ["POST /orders", { lines: "x" }, "lines", "This has to be a list."],
  ])("%s with %j says of %s what to do", async (operation, json, path, message) => {
    const { token } = await customer();
    const { issues } = await (await rest(operation, { token, json })).json();
    expect(issues).toEqual([{ path, message: message instanceof RegExp ? expect.stringMatching(message) : message }]);
  });

  it("too much is 413, another kind 415, and nothing of it is done", async () => {
    const { token } = await customer();
    const body = JSON.stringify({ name: "n".repeat(70_000) });
    await expectProblem(await rest("PATCH /me", { token, body }), 413, { reason: "BODY_TOO_LARGE" });
    const headers = { "content-type": "text/plain" };
    const plain = await rest("PATCH /me", { token, body: '{"name":"Plain"}', headers });
    await expectProblem(plain, 415, { reason: "WRONG_CONTENT_TYPE" });
    expect((await (await rest("GET /me", { token })).json()).name).toBe("Test Person");
  });
});

describe("both doors", () => {
  it("tell the same of the same fault", async () => {
    const { principal, token } = await customer();
    const order = await makeOrder(principal, "SHIPPED");
    const headers = { authorization: `Bearer ${token}` };
    const overTrpc = async (id: string) => {
      const { error } = await (await mutate("order.cancel", { id }, { headers })).json();
      const { message, data } = error.json;
      return { message, code: data.code, status: data.httpStatus, reason: data.reason, issues: data.issues };
    };
    const overRest = async (id: string) => {
      const { message, code, status, reason, issues } = await (await rest(`DELETE /orders/${id}`, { token })).json();
      return { message, code, status, reason, issues };
    };
    for (const id of [order.id, "none", "not%an%id"]) {
      expect(await overRest(encodeURIComponent(id))).toEqual(await overTrpc(id));
    }
  });
});

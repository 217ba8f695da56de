/** The REST door: HTTP's own words for what the procedures say. */
import { describe, expect, it } from "vitest";
import { db } from "@/server/platform/db";
import {
  makeCustomer,
  makeOrder,
  makePersonalToken,
  makePrincipal,
  makeProduct,
  makeUser,
  PASSWORD,
} from "../setup/factories";
import { expectProblem, mutate, rest, signIn } from "../setup/http";

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
    const { token } = await makeCustomer();
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
    const { principal, token } = await makeCustomer();
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
    const { principal } = await makeCustomer();
    const token = await makePersonalToken(principal, "orders:write");
    expect(await challenge({ token }, 403)).toBe('Bearer realm="roundtrip", error="insufficient_scope"');
  });

  it("cannot see or cancel somebody else's order", async () => {
    const order = await makeOrder(await makePrincipal());
    const { token } = await makeCustomer();
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
    const { token } = await makeCustomer();
    const read = await rest("GET /me", { token });
    const tag = read.headers.get("etag") ?? "";
    expect(tag).toBe('"0"');
    const first = await patch(token, "First", tag);
    expect([first.status, first.headers.get("etag"), (await first.json()).name]).toEqual([200, '"1"', "First"]);
    await expectProblem(await patch(token, "Second", tag), 412, { reason: "VERSION_MISMATCH" });
    expect((await (await rest("GET /me", { token })).json()).name).toBe("First");
  });

  it("of ten at the same time with one tag, one succeeds", async () => {
    const { token } = await makeCustomer();
    const answers = await Promise.all(Array.from({ length: 10 }, (_, index) => patch(token, `Name ${index}`, '"0"')));
    expect(answers.map((answer) => answer.status).sort()).toEqual([200, ...Array(9).fill(412)]);
  });

  it("with a tag that cannot be ours fails, with none or * it does not ask, and what is no tag is told", async () => {
    const { token } = await makeCustomer();
    for (const tag of ['"abc"', 'W/"0"', '"99"', '""']) await expectProblem(await patch(token, "No", tag), 412);
    for (const tag of ["0", '"1", "2"', "x".repeat(500), '"', ""]) {
      await expectProblem(await patch(token, "No", tag), 400);
    }
    expect((await patch(token, "Yes", "*")).status).toBe(200);
    expect((await patch(token, "Yes again")).status).toBe(200);
  });

  it("takes the version from the header alone", async () => {
    const { token } = await makeCustomer();
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

describe("both doors", () => {
  it("tell the same of the same fault", async () => {
    const { principal, token } = await makeCustomer();
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

/** Orders over HTTP. */
import { describe, expect, it } from "vitest";
import { db } from "@/server/platform/db";
import { logged } from "../setup/database";
import {
  makeAccessToken,
  makeCustomer,
  makeOrder,
  makePersonalToken,
  makePrincipal,
  makeProduct,
  makeUser,
  PASSWORD,
} from "../setup/factories";
import { errorOf, expectProblem, expectTrpcError, mutate, post, query, rest, send, signIn } from "../setup/http";
import { readEvents } from "../setup/stream";

const sessionOf = async (email: string) => (await signIn(email, PASSWORD)).cookie ?? "";

describe("orders over REST", () => {
  it("a script logs in, places, reads, lists and cancels an order", async () => {
    const { email } = await makeUser();
    const product = await makeProduct({ priceCents: 250 });
    const login = await rest("POST /login", { json: { email, password: PASSWORD } });
    const { accessToken: token } = await login.json();

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
  });

  it("a long list is read page by page, each order once", async () => {
    const { principal, token } = await makeCustomer();
    for (let count = 0; count < 5; count++) await makeOrder(principal);
    const seen: string[] = [];
    for (let cursor: string | null = ""; cursor !== null; ) {
      const page = await (await rest(`GET /orders?limit=2${cursor && `&cursor=${cursor}`}`, { token })).json();
      seen.push(...page.items.map((item: { id: string }) => item.id));
      cursor = page.nextCursor;
    }
    expect([seen.length, new Set(seen).size]).toEqual([5, 5]);
  });

  it("another user's order is 404 to read and to cancel, and stays as it is", async () => {
    const order = await makeOrder(await makePrincipal());
    const { token } = await makeCustomer();
    await expectProblem(await rest(`GET /orders/${order.id}`, { token }), 404);
    await expectProblem(await rest(`DELETE /orders/${order.id}`, { token }), 404);
    expect((await db.order.findUniqueOrThrow({ where: { id: order.id } })).status).toBe("PLACED");
  });

  it("an answer may not be kept, and a claimed copy changes none", async () => {
    const { principal, token } = await makeCustomer();
    const own = await makeOrder(principal);
    const strangers = await makeOrder(await makePrincipal());
    const headers = { "if-none-match": "*" };
    const read = await rest(`GET /orders/${own.id}`, { token, headers });
    expect([read.status, read.headers.get("cache-control")]).toEqual([200, "private, no-store"]);
    expect(await read.json()).toMatchObject({ id: own.id });
    await expectProblem(await rest(`GET /orders/${strangers.id}`, { token, headers }), 404);
    await expectProblem(await rest(`GET /orders/${own.id}`, { headers }), 401);
  });

  it("no method replaces an order: PUT and PATCH are 405, and it stays as it is", async () => {
    const { principal, token } = await makeCustomer();
    const { id } = await makeOrder(principal);
    for (const method of ["PUT", "PATCH"]) {
      const response = await rest(`${method} /orders/${id}`, { token, json: { id, status: "DELIVERED" } });
      await expectProblem(response, 405, { code: "METHOD_NOT_SUPPORTED" });
    }
    expect(await (await rest(`GET /orders/${id}`, { token })).json()).toMatchObject({ status: "PLACED" });
  });

  it("an invalid field is named by its path", async () => {
    const { token } = await makeCustomer();
    const json = { lines: [{ productId: "x", quantity: 0 }] };
    const issues = [{ path: "lines.0.quantity", message: "Must be at least 1." }];
    await expectProblem(await rest("POST /orders", { token, json }), 400, { issues });
  });

  it("a personal token needs the scope of the operation", async () => {
    const { principal } = await makeCustomer();
    await makeOrder(principal);
    const token = await makePersonalToken(principal, "orders:read");
    expect((await (await rest("GET /orders", { token })).json()).items).toHaveLength(1);
    const refused = await rest("POST /orders", { token, json: { lines: [{ productId: "x", quantity: 1 }] } });
    await expectProblem(refused, 403, {
      reason: "INSUFFICIENT_SCOPE",
      message: "This token lacks the scope orders:write.",
    });
  });

  it("a retry with the same Idempotency-Key gets the placed order, even after its cancellation", async () => {
    const { principal, token } = await makeCustomer();
    const product = await makeProduct({ stock: 5 });
    const json = { lines: [{ productId: product.id, quantity: 1 }] };
    const place = () => rest("POST /orders", { token, json, headers: { "idempotency-key": "k1" } });
    const placed = await (await place()).json();
    await rest(`DELETE /orders/${placed.id}`, { token });
    await db.product.update({ where: { id: product.id }, data: { stock: 0 } });
    const again = await place();
    expect([again.status, again.headers.get("idempotency-replayed")]).toEqual([201, "true"]);
    expect(await again.json()).toEqual(placed);
    expect(await db.order.count({ where: { ownerId: principal.userId } })).toBe(1);
  });

  it("place: a refused order may be retried with the same key", async () => {
    const { principal, token } = await makeCustomer();
    const product = await makeProduct({ stock: 0 });
    const json = { lines: [{ productId: product.id, quantity: 1 }] };
    const place = () => rest("POST /orders", { token, json, headers: { "idempotency-key": "k1" } });
    await expectProblem(await place(), 409, { reason: "OUT_OF_STOCK" });
    await db.product.update({ where: { id: product.id }, data: { stock: 5 } });
    expect((await place()).status).toBe(201);
    expect(await db.order.count({ where: { ownerId: principal.userId } })).toBe(1);
  });

  it("place: 20 parallel calls with one key, one order", async () => {
    const { principal, token } = await makeCustomer();
    const product = await makeProduct({ stock: 50 });
    const json = { lines: [{ productId: product.id, quantity: 1 }] };
    const headers = { "idempotency-key": "k1" };
    await Promise.all(Array.from({ length: 20 }, () => rest("POST /orders", { token, json, headers })));
    expect(await db.order.count({ where: { ownerId: principal.userId } })).toBe(1);
    expect((await db.product.findUniqueOrThrow({ where: { id: product.id } })).stock).toBe(49);
  });
});

describe("orders over tRPC", () => {
  it("another user's order and a missing one give the same 404, and a log line", async () => {
    const order = await makeOrder(await makePrincipal());
    const { id, email } = await makeUser();
    const cookie = await sessionOf(email);
    const errorFor = async (orderId: string, procedure: string) => {
      const call = procedure === "order.byId" ? query : mutate;
      const { message, data } = await errorOf(await call(procedure, { id: orderId }, { cookie }));
      return { message, data: { ...data, requestId: undefined } };
    };
    for (const procedure of ["order.byId", "order.cancel"]) {
      logged.length = 0;
      const other = await errorFor(order.id, procedure);
      expect(other).toMatchObject({ data: { code: "NOT_FOUND", httpStatus: 404 } });
      expect(other).toEqual(await errorFor("no-such-order", procedure));
      const misses = logged.filter((line) => line.includes("ownership.miss")).map((line) => JSON.parse(line));
      expect(misses).toMatchObject([{ userId: id, id: order.id }, { userId: id }]);
    }
    expect((await db.order.findUniqueOrThrow({ where: { id: order.id } })).status).toBe("PLACED");
  });

  it("a batch of one's own order and another user's is 207, each with its status", async () => {
    const [own, other] = [await makeCustomer(), await makePrincipal()];
    const ids = [await makeOrder(own.principal), await makeOrder(other)].map(({ id }) => id);
    const input = encodeURIComponent(JSON.stringify(Object.fromEntries(ids.map((id, at) => [at, { json: { id } }]))));
    const headers = { authorization: `Bearer ${own.token}` };
    const response = await send(`/api/trpc/order.byId,order.byId?batch=1&input=${input}`, { headers });
    expect(response.status).toBe(207);
    expect(await response.json()).toMatchObject([
      { result: { data: { json: { id: ids[0] } } } },
      { error: { json: { data: { code: "NOT_FOUND", httpStatus: 404 } } } },
    ]);
  });

  it("anonymous callers are rejected before the input is parsed", async () => {
    await expectTrpcError(await mutate("order.place", { nonsense: true }), 401, { code: "UNAUTHORIZED" });
  });

  it("of several faults, the answer names the one that is checked first", async () => {
    const { principal, token } = await makeCustomer();
    const [shipped, others] = [await makeOrder(principal, "SHIPPED"), await makeOrder(await makePrincipal())];
    const headers = { authorization: `Bearer ${token}` };
    const wrong = { id: others.id, reason: 42 };
    const plain = await mutate("order.cancel", wrong, { headers: { "content-type": "text/plain" } });
    await expectTrpcError(plain, 415, { reason: "WRONG_CONTENT_TYPE" });
    await expectTrpcError(await mutate("order.cancel", wrong), 401, { code: "UNAUTHORIZED" });
    await expectTrpcError(await mutate("order.cancel", wrong, { headers }), 404, { code: "NOT_FOUND" });
    const ownButWrong = await mutate("order.cancel", { id: shipped.id, reason: 42 }, { headers });
    await expectTrpcError(ownButWrong, 400, { code: "BAD_REQUEST" });
    const ownButShipped = await mutate("order.cancel", { id: shipped.id, reason: "Ordered twice" }, { headers });
    await expectTrpcError(ownButShipped, 409, { reason: "NOT_CANCELLABLE" });
  });

  it("100 invalid fields give 20 issues", async () => {
    const { email } = await makeUser();
    const lines = Array.from({ length: 50 }, () => ({ productId: "%", quantity: "x" }));
    const response = await mutate("order.place", { lines }, { cookie: await sessionOf(email) });
    expect((await errorOf(response.clone())).data.issues).toHaveLength(20);
    await expectTrpcError(response, 400, { code: "BAD_REQUEST" });
  });

  it("a batch of 20 orders with 50 unavailable products each is answered in under 10 KB", async () => {
    const { email } = await makeUser();
    const lines = Array.from({ length: 50 }, (_, index) => ({ productId: `missing-${index}`, quantity: 1 }));
    const calls = Object.fromEntries(Array.from({ length: 20 }, (_, index) => [index, { json: { lines } }]));
    const path = `/api/trpc/${Array(20).fill("order.place").join(",")}?batch=1`;
    const text = await (await post(path, JSON.stringify(calls), { cookie: await sessionOf(email) })).text();
    expect(text).toContain("PRODUCT_UNAVAILABLE");
    expect(text.length).toBeLessThan(10_000);
  });
});

describe("errors of orders", () => {
  it("REST and tRPC give the same code, message, reason and issues", async () => {
    const { principal, token } = await makeCustomer();
    const order = await makeOrder(principal, "SHIPPED");
    const headers = { authorization: `Bearer ${token}` };
    const overTrpc = async (id: string) => {
      const { message, data } = await errorOf(await mutate("order.cancel", { id }, { headers }));
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

describe("change stream of a personal token", () => {
  const streamOf = async (token: string) => {
    const line = new AbortController();
    const headers = { authorization: `Bearer ${token}` };
    const events = readEvents(await query("change.onChange", { lastEventId: "0" }, { headers, signal: line.signal }));
    await events.next();
    return { next: async () => (await events.next()).value, close: () => line.abort() };
  };

  it("delivers topics of its scopes only", async () => {
    const principal = await makePrincipal();
    const token = await makePersonalToken(principal, "orders:read"); // change 1, of the topic token
    const order = await makeOrder(principal);
    const scoped = await streamOf(token);
    expect(await scoped.next()).toMatchObject({ id: "2", data: { topic: "order", id: order.id } });
    scoped.close();
    const signedIn = await streamOf(await makeAccessToken(principal));
    expect([await signedIn.next(), await signedIn.next()]).toMatchObject([
      { id: "1", data: { topic: "token" } },
      { id: "2", data: { topic: "order" } },
    ]);
    signedIn.close();
  });

  it("is refused without a topic's scope", async () => {
    const refused = await streamOf(await makePersonalToken(await makePrincipal(), "orders:write"));
    const data = { data: { reason: "INSUFFICIENT_SCOPE" } };
    expect(await refused.next()).toMatchObject({ event: "serialized-error", data });
  });
});

/** Idempotency keys: however often a request to order is sent, there is one order. */
import { afterEach, describe, expect, it, vi } from "vitest";
import { db } from "@/server/platform/db";
import { placeOrder } from "@/server/services/order";
import { makeAccessToken, makePersonalToken, makePrincipal, makeProduct } from "../setup/factories";
import { mutate, rest } from "../setup/http";

afterEach(() => {
  vi.useRealTimers();
});

const attempt = (userId: string, key: string) => ({ userId, key, procedure: "order.place", onReplay: () => {} });

async function customer() {
  const principal = await makePrincipal();
  const token = await makeAccessToken(principal);
  const product = await makeProduct({ stock: 50 });
  const json = { lines: [{ productId: product.id, quantity: 1 }] };
  const order = (key: string, body: unknown = json) =>
    rest("POST /orders", { token, json: body, headers: { "idempotency-key": key } });
  const orders = () => db.order.count({ where: { ownerId: principal.userId } });
  return { principal, token, product, json, order, orders };
}

describe("the same key", () => {
  it("with the same body gives the first answer again, marked, whatever has happened since", async () => {
    const { token, order, orders, product } = await customer();
    const first = await order("k1");
    expect([first.status, first.headers.get("idempotency-replayed")]).toEqual([201, null]);
    const placed = await first.json();
    await rest(`DELETE /orders/${placed.id}`, { token });
    await db.product.update({ where: { id: product.id }, data: { stock: 0 } });

    const again = await order("k1");
    expect([again.status, again.headers.get("idempotency-replayed")]).toEqual([201, "true"]);
    expect(again.headers.get("location")).toBe(`/api/v1/orders/${placed.id}`);
    expect(await again.json()).toEqual(placed);
    expect(await orders()).toBe(1);
  });

  it("with another body is 422, and nothing is ordered", async () => {
    const { order, orders, json } = await customer();
    await order("k1");
    const other = await order("k1", { lines: json.lines.map((line) => ({ ...line, quantity: 2 })) });
    expect([other.status, (await other.json()).reason]).toEqual([422, "KEY_REUSED"]);
    expect(await orders()).toBe(1);
  });

  it("at the same time, twenty times over, gives one order: the others hear that it is under way, or the answer", async () => {
    const { order, orders } = await customer();
    const answers = await Promise.all(Array.from({ length: 20 }, () => order("k1")));
    const told = await Promise.all(answers.map(async (answer) => [answer.status, (await answer.json()).reason]));
    expect(told.filter(([status]) => status === 201).length).toBeGreaterThan(0);
    for (const [status, reason] of told)
      expect([201, status === 409 && reason]).toContain(status === 409 ? "IN_FLIGHT" : 201);
    expect(await orders()).toBe(1);
  });

  it("while the first request is still under way is 409", async () => {
    const { principal, product, json, order, orders } = await customer();
    let release: (() => void) | undefined;
    const held = db.$transaction(async (tx) => {
      await tx.$queryRaw`SELECT id FROM products WHERE id = ${product.id} FOR UPDATE`;
      await new Promise<void>((resolve) => {
        release = resolve;
      });
    });
    await vi.waitFor(() => expect(release).toBeDefined());
    const first = placeOrder(principal.userId, json, attempt(principal.userId, "k1"));
    await vi.waitFor(async () => {
      const [{ waiting } = { waiting: 0n }] = await db.$queryRaw<{ waiting: bigint }[]>`
        SELECT count(*) AS waiting FROM pg_locks WHERE locktype = 'advisory' AND granted`;
      expect(Number(waiting)).toBe(1);
    });
    const second = await order("k1");
    expect([second.status, (await second.json()).reason]).toEqual([409, "IN_FLIGHT"]);
    release?.();
    await held;
    const { id } = await first;
    expect(await (await order("k1")).json()).toMatchObject({ id });
    expect(await orders()).toBe(1);
  });

  it("after a crash between commit and answer gives the answer that was lost", async () => {
    const { principal, json, order, orders } = await customer();
    const { id } = await placeOrder(principal.userId, json, attempt(principal.userId, "k1")); // committed, and nobody heard of it
    const again = await order("k1");
    expect([(await again.json()).id, again.headers.get("idempotency-replayed")]).toEqual([id, "true"]);
    expect(await orders()).toBe(1);
  });

  it("is the same at both doors", async () => {
    const { token, json, order, orders } = await customer();
    const headers = { authorization: `Bearer ${token}`, "idempotency-key": "k1" };
    const overTrpc = await mutate("order.place", json, { headers });
    const { id } = (await overTrpc.json()).result.data.json;
    expect(await (await order("k1")).json()).toMatchObject({ id });
    const again = await mutate("order.place", json, { headers });
    expect(again.headers.get("idempotency-replayed")).toBe("true");
    expect((await again.json()).result.data.json.id).toBe(id);
    expect(await orders()).toBe(1);
  });

  it("of somebody else is another key", async () => {
    const one = await customer();
    const two = await customer();
    expect([(await one.order("k1")).status, (await two.order("k1", one.json)).status]).toEqual([201, 201]);
    expect([await one.orders(), await two.orders()]).toEqual([1, 1]);
  });

  it("may be tried again after a refusal: what was refused is not kept", async () => {
    const { order, orders, product } = await customer();
    await db.product.update({ where: { id: product.id }, data: { stock: 0 } });
    expect((await order("k1")).status).toBe(409);
    await db.product.update({ where: { id: product.id }, data: { stock: 5 } });
    expect((await order("k1")).status).toBe(201);
    expect(await orders()).toBe(1);
  });

  it("is a new one after 24 hours, and what is that old is cleared away", async () => {
    const { order, orders } = await customer();
    await order("k1");
    await order("k2");
    const old = new Date(Date.now() - 24 * 3_600_000 - 1);
    await db.idempotentAnswer.updateMany({ data: { createdAt: old } });
    expect((await order("k1")).headers.get("idempotency-replayed")).toBeNull();
    expect(await orders()).toBe(3);
    expect((await db.idempotentAnswer.findMany()).map(({ key }) => key)).toEqual(["k1"]);
  });
});

describe("a key", () => {
  it("must be one; without any, each request is an order of its own", async () => {
    const { token, json, order, orders } = await customer();
    for (const key of ["", "with space", "x".repeat(201), "ümlaut".normalize("NFC")]) {
      expect((await order(key)).status).toBe(400);
    }
    expect((await order("x".repeat(200))).status).toBe(201);
    expect((await rest("POST /orders", { token, json })).status).toBe(201);
    expect((await rest("POST /orders", { token, json })).status).toBe(201);
    expect(await orders()).toBe(3);
  });

  it("belongs to the user, whichever token they use", async () => {
    const { principal, json, order, orders } = await customer();
    await order("k1");
    const token = await makePersonalToken(principal, "orders:write");
    const again = await rest("POST /orders", { token, json, headers: { "idempotency-key": "k1" } });
    expect(again.headers.get("idempotency-replayed")).toBe("true");
    expect(await orders()).toBe(1);
  });
});

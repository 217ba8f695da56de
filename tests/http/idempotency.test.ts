/** Idempotency keys, on the two idempotent procedures of the fixture; `changes` counts their executions. */
import { afterEach, describe, expect, it, vi } from "vitest";
import { conflict } from "@/server/core/errors";
import { db } from "@/server/platform/db";
import { withIdempotency } from "@/server/platform/idempotency";
import { makeAccessToken, makePersonalToken, makePrincipal } from "../setup/factories";
import { createThing, fixture, hooks, SCOPE } from "../setup/fixture";

const { mutate, rest } = fixture;
const json = { name: "Lamp", parts: [] };

afterEach(() => {
  hooks.beforeWrite = async () => {};
});

const countChanges = (userId: string) => db.change.count({ where: { userId } });

async function makeCreator() {
  const principal = await makePrincipal();
  const token = await makeAccessToken(principal);
  const create = (key: string, body: unknown = json) =>
    rest("POST /things", { token, json: body, headers: { "idempotency-key": key } });
  return { principal, token, create, executions: () => countChanges(principal.userId) };
}

describe("idempotency key", () => {
  it("retry with the same input: the stored response is replayed and marked", async () => {
    const { create, executions } = await makeCreator();
    const first = await create("k1");
    expect([first.status, first.headers.get("idempotency-replayed")]).toEqual([201, null]);
    const created = await first.json();
    hooks.beforeWrite = async () => {
      throw conflict("VERSION_MISMATCH", "Not possible any more.");
    };
    const again = await create("k1");
    expect([again.status, again.headers.get("idempotency-replayed")]).toEqual([201, "true"]);
    expect(again.headers.get("location")).toBe(`/api/v1/things/${created.id}`);
    expect(await again.json()).toEqual(created);
    expect(await executions()).toBe(1);
  });

  it("another input: 422 KEY_REUSED, nothing is executed", async () => {
    const { create, executions } = await makeCreator();
    await create("k1");
    const other = await create("k1", { ...json, name: "Another lamp" });
    expect([other.status, (await other.json()).reason]).toEqual([422, "KEY_REUSED"]);
    expect(await executions()).toBe(1);
  });

  it("in a batch: 400, nothing is executed", async () => {
    const { token, executions } = await makeCreator();
    const response = await fixture.send("/api/trpc/thing.create,thing.create?batch=1", {
      method: "POST",
      headers: { authorization: `Bearer ${token}`, "content-type": "application/json", "idempotency-key": "k1" },
      body: JSON.stringify({ 0: { json }, 1: { json } }),
    });
    expect(response.status).toBe(400);
    expect(await response.text()).toContain("not in a batch");
    expect(await executions()).toBe(0);
  });

  it("another procedure with the same input: 422 KEY_REUSED, never the stored response", async () => {
    const { token, create, executions } = await makeCreator();
    const { id } = await (await create("k1")).json();
    const headers = { "idempotency-key": "k1" };
    const overRest = await rest("POST /copies", { token, json, headers });
    const overTrpc = await mutate("thing.copy", json, { headers: { ...headers, authorization: `Bearer ${token}` } });
    for (const response of [overRest, overTrpc]) {
      const text = await response.text();
      expect([response.status, text.includes("KEY_REUSED"), text.includes(id)]).toEqual([422, true, false]);
      expect(response.headers.get("idempotency-replayed")).toBeNull();
    }
    expect(await executions()).toBe(1);
  });

  it("20 parallel calls: one execution, the others get its response or 409 IN_FLIGHT", async () => {
    const { create, executions } = await makeCreator();
    const responses = await Promise.all(Array.from({ length: 20 }, () => create("k1")));
    const bodies = await Promise.all(responses.map((response) => response.json()));
    const created = bodies.filter((_, index) => responses[index]?.status === 201);
    const refused = bodies.filter((_, index) => responses[index]?.status === 409);
    expect(created.length).toBeGreaterThan(0);
    expect(created.length + refused.length).toBe(20);
    expect(new Set(created.map(({ id }) => id)).size).toBe(1);
    for (const { reason } of refused) expect(reason).toBe("IN_FLIGHT");
    expect(await executions()).toBe(1);
  });

  it("a transaction that began before the response was stored does not execute", async () => {
    const { principal, create, executions } = await makeCreator();
    const attempt = { userId: principal.userId, key: "k1", procedure: "thing.create", onReplay: () => {} };
    const work = vi.fn(async () => {});
    // The oldest snapshot that a statement can have: of before the first attempt.
    const late = db.$transaction(
      async (tx) => {
        await tx.user.count();
        await create("k1");
        await withIdempotency(tx, attempt, json, work);
      },
      { isolationLevel: "RepeatableRead", timeout: 300_000 },
    );
    await expect(late).rejects.toThrow("could not serialize access");
    expect(work).not.toHaveBeenCalled();
    expect(await executions()).toBe(1);
  });

  it("first attempt still running: 409 IN_FLIGHT", async () => {
    const { create, executions } = await makeCreator();
    const started = vi.fn();
    let release = () => {};
    hooks.beforeWrite = () =>
      new Promise((resolve) => {
        release = resolve;
        started();
      });
    const first = create("k1");
    await vi.waitFor(() => expect(started).toHaveBeenCalled(), { timeout: 60_000 });
    const second = await create("k1");
    expect([second.status, (await second.json()).reason]).toEqual([409, "IN_FLIGHT"]);
    release();
    const { id } = await (await first).json();
    expect(await (await create("k1")).json()).toMatchObject({ id });
    expect(await executions()).toBe(1);
  });

  it("crash between commit and response: the retry gets the lost response", async () => {
    const { principal, create, executions } = await makeCreator();
    const { userId } = principal;
    // Committed, but without a response to anybody.
    const { id } = await createThing(userId, json, {
      userId,
      key: "k1",
      procedure: "thing.create",
      onReplay: () => {},
    });
    const again = await create("k1");
    expect([(await again.json()).id, again.headers.get("idempotency-replayed")]).toEqual([id, "true"]);
    expect(await executions()).toBe(1);
  });

  it("crash before commit: nothing is stored, the retry is executed", async () => {
    const { create, executions } = await makeCreator();
    hooks.beforeWrite = async () => {
      throw new Error("crash");
    };
    expect((await create("k1")).status).toBe(500);
    hooks.beforeWrite = async () => {};
    const again = await create("k1");
    expect([again.status, again.headers.get("idempotency-replayed")]).toEqual([201, null]);
    expect(await executions()).toBe(1);
  });

  it("REST and tRPC share a key", async () => {
    const { token, create, executions } = await makeCreator();
    const headers = { authorization: `Bearer ${token}`, "idempotency-key": "k1" };
    const overTrpc = await mutate("thing.create", json, { headers });
    const { id } = (await overTrpc.json()).result.data.json;
    expect(await (await create("k1")).json()).toMatchObject({ id });
    const again = await mutate("thing.create", json, { headers });
    expect(again.headers.get("idempotency-replayed")).toBe("true");
    expect((await again.json()).result.data.json.id).toBe(id);
    expect(await executions()).toBe(1);
  });

  it("another user's key is independent", async () => {
    const one = await makeCreator();
    const two = await makeCreator();
    expect([(await one.create("k1")).status, (await two.create("k1")).status]).toEqual([201, 201]);
    expect([await one.executions(), await two.executions()]).toEqual([1, 1]);
  });

  it("retry after an error: executed, because errors are not stored", async () => {
    const { create, executions } = await makeCreator();
    hooks.beforeWrite = async () => {
      throw conflict("VERSION_MISMATCH", "Not now.");
    };
    expect((await create("k1")).status).toBe(409);
    hooks.beforeWrite = async () => {};
    expect((await create("k1")).status).toBe(201);
    expect(await executions()).toBe(1);
  });

  it("after 24 hours: a new key, and the next write deletes expired responses", async () => {
    const { create, executions } = await makeCreator();
    await create("k1");
    await create("k2");
    const old = new Date(Date.now() - 24 * 3_600_000 - 1);
    await db.idempotentAnswer.updateMany({ data: { createdAt: old } });
    expect((await create("k1")).headers.get("idempotency-replayed")).toBeNull();
    expect(await executions()).toBe(3);
    expect((await db.idempotentAnswer.findMany()).map(({ key }) => key)).toEqual(["k1"]);
    expect((await create("k1")).headers.get("idempotency-replayed")).toBe("true");
    expect(await executions()).toBe(3);
  });

  it.each(["", "with space", "x".repeat(201), "\u00fcmlaut"])(
    "invalid key %j: 400, nothing is executed",
    async (key) => {
      const { create, executions } = await makeCreator();
      const response = await create(key);
      expect([response.status, (await response.json()).issues[0].path]).toEqual([400, "Idempotency-Key"]);
      expect(await executions()).toBe(0);
    },
  );

  it("200 characters are accepted", async () => {
    const { create } = await makeCreator();
    expect((await create("x".repeat(200))).status).toBe(201);
  });

  it("without a key every call is executed", async () => {
    const { token, executions } = await makeCreator();
    for (let call = 0; call < 2; call++) expect((await rest("POST /things", { token, json })).status).toBe(201);
    expect(await executions()).toBe(2);
  });

  it("the key belongs to the user: another token of the same user gets the stored response", async () => {
    const { principal, create } = await makeCreator();
    const { id } = await (await create("k1")).json();
    const token = await makePersonalToken(principal, SCOPE);
    const again = await rest("POST /things", { token, json, headers: { "idempotency-key": "k1" } });
    expect([again.headers.get("idempotency-replayed"), (await again.json()).id]).toEqual(["true", id]);
  });
});

/** Sandboxes: what they contain, and that nothing is left of them. */

import { decodeJwt } from "jose";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { DELETION_WORDS } from "@/domain/account";
import { PROOF_MINUTES } from "@/domain/factor";
import { SANDBOX_MINUTES } from "@/domain/sandbox";
import { identify } from "@/server/auth/identity";
import { ResponseState } from "@/server/core/response-state";
import { createCallerFactory } from "@/server/core/trpc";
import { db } from "@/server/platform/db";
import { appRouter } from "@/server/routers/_app";
import { findSandbox } from "@/server/services/sandbox";
import { deleteExpiredSandboxes } from "@/server/services/sandbox-deletion";
import { logged } from "../setup/database";
import { ALL_SCOPES, callerOf, makeOrder, makePrincipal, makeProduct, makeSandbox, makeUser } from "../setup/factories";
import { stateOf } from "./sandbox-state";

beforeEach(async () => {
  for (const stock of [200, 300, 400]) await makeProduct({ stock });
});

const codeOf = (call: Promise<unknown>) => call.then(() => "OK").catch(({ code }: { code: string }) => code);

describe("open", () => {
  it("has an order of each kind, with the history of its status", async () => {
    const sandbox = await makeSandbox();
    const caller = callerOf(sandbox.principal);
    const { items } = await caller.order.list({});
    expect(items.map(({ status }) => status)).toEqual(["PLACED", "SHIPPED", "DELIVERED"]);
    expect(items.map(({ id }) => id).slice(0, 2)).toEqual([sandbox.orderId, sandbox.shippedOrderId]);
    const shipped = await caller.order.byId({ id: sandbox.shippedOrderId });
    expect(shipped.events.map(({ status }) => status)).toEqual(["PLACED", "PACKED", "SHIPPED"]);
    const user = await db.user.findUniqueOrThrow({
      where: { id: sandbox.principal.userId },
      include: { changes: true },
    });
    expect(user.changes.map(({ seq }) => seq).sort()).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
    expect(user.changeSeq).toBe(8);
  });

  it("has a stranger's order that its account cannot see", async () => {
    const { principal, strangersOrderId } = await makeSandbox();
    expect(await codeOf(callerOf(principal).order.byId({ id: strangersOrderId }))).toBe("NOT_FOUND");
    expect(await db.order.findUnique({ where: { id: strangersOrderId } })).toMatchObject({ status: "PLACED" });
  });

  it("returns a token whose time is over, and a password for another login", async () => {
    const { accessToken, expiredToken, email, password } = await makeSandbox();
    const headers = new Headers({ authorization: `Bearer ${expiredToken}` });
    expect((await identify(headers, "192.0.2.1", [])).principal).toBeNull();
    expect(decodeJwt(expiredToken)).toMatchObject({ sid: decodeJwt(accessToken).sid, sub: decodeJwt(accessToken).sub });
    expect(logged.join()).not.toContain("token.refused"); // its signature is right
    expect(await callerOf(null).session.login({ email, password })).toMatchObject({ tokenType: "Bearer" });
  });

  it("needs no fresh proof until it ends, so that its account may create tokens", async () => {
    const { principal, expiresAt } = await makeSandbox();
    const { verifiedAt } = await db.credential.findUniqueOrThrow({ where: { id: principal.credentialId } });
    expect(verifiedAt.getTime() + PROOF_MINUTES * 60_000).toBe(expiresAt.getTime());
    expect(principal.hasFreshProof).toBe(true);
  });

  it("logs one line, without a secret", async () => {
    logged.length = 0;
    const { id, password, accessToken, expiredToken } = await makeSandbox();
    const lines = logged.filter((line) => line.includes("sandbox.opened"));
    expect(lines.map((line) => JSON.parse(line))).toMatchObject([{ event: "sandbox.opened", sandboxId: id }]);
    for (const secret of [password, accessToken, expiredToken]) expect(logged.join()).not.toContain(secret);
  });

  it.each([[[100]], [[100, 100]], [[4, 100, 3]]])("works with products whose stock is %j", async (stocks) => {
    await db.product.updateMany({ data: { stock: 0 } });
    for (const stock of stocks) await makeProduct({ stock });
    const before = await stateOf();
    const { id, principal, productId } = await makeSandbox();
    expect((await db.product.findUniqueOrThrow({ where: { id: productId } })).stock).toBeGreaterThan(0);
    expect((await callerOf(principal).order.list({})).items).toHaveLength(3);
    await callerOf(principal).sandbox.close({ id });
    expect(await stateOf()).toEqual(before);
  });

  it("is refused if every product is sold out, and leaves nothing", async () => {
    await db.product.updateMany({ data: { stock: 4 } });
    const before = await stateOf();
    await expect(callerOf(null).sandbox.open({})).rejects.toMatchObject({ code: "CONFLICT", reason: "OUT_OF_STOCK" });
    expect(await stateOf()).toEqual(before);
  });

  it(`expires after ${SANDBOX_MINUTES} minutes`, async () => {
    const before = Date.now();
    const { expiresAt } = await makeSandbox();
    expect(expiresAt.getTime() - before).toBeGreaterThanOrEqual(SANDBOX_MINUTES * 60_000);
    expect(expiresAt.getTime() - Date.now()).toBeLessThanOrEqual(SANDBOX_MINUTES * 60_000);
  });
});

describe("close", () => {
  it("after experiments leaves no row in any table, and every stock as it was", async () => {
    const before = await stateOf();
    const { id, principal, orderId, productId, email, password } = await makeSandbox();
    const caller = callerOf(principal);
    await caller.order.cancel({ id: orderId, reason: "Tried it" });
    const context = {
      principal,
      address: "192.0.2.1",
      origin: () => new URL("http://localhost"),
      response: new ResponseState(),
      idempotencyKey: "once",
    };
    await createCallerFactory(appRouter)(context).order.place({ lines: [{ productId, quantity: 7 }] });
    const placed = await caller.order.place({ lines: [{ productId, quantity: 2 }] });
    await db.order.update({ where: { id: placed.id }, data: { status: "DELIVERED" } });
    await caller.token.create({ name: "Script", scopes: [ALL_SCOPES[0]] });
    await callerOf(null).session.login({ email, password });
    await caller.sandbox.close({ id });
    expect(await stateOf()).toEqual(before);
  });

  it("ends its login, so that the second time is unauthorized", async () => {
    const { id, accessToken, principal } = await makeSandbox();
    await callerOf(principal).sandbox.close({ id });
    expect((await identify(new Headers({ authorization: `Bearer ${accessToken}` }), "", [])).principal).toBeNull();
  });

  it("leaves no row in any table, and every stock as it was", async () => {
    const before = await stateOf();
    const { id, principal } = await makeSandbox();
    expect(await stateOf()).not.toEqual(before);
    await callerOf(principal).sandbox.close({ id });
    expect(await stateOf()).toEqual(before);
  });

  it("is refused to another user, and the second time", async () => {
    const { id, principal } = await makeSandbox();
    expect(await codeOf(callerOf(await makePrincipal()).sandbox.close({ id }))).toBe("NOT_FOUND");
    expect(await codeOf(callerOf(principal).sandbox.close({ id }))).toBe("OK");
    expect(await codeOf(callerOf(principal).sandbox.close({ id }))).toBe("NOT_FOUND");
  });
});

describe("an expired sandbox", () => {
  it("is deleted with at most 19 others at a time", async () => {
    await deleteExpiredSandboxes();
    const { passwordHash } = await makeUser();
    const expiresAt = new Date(0);
    for (let n = 0; n < 42; n++) {
      const data = { name: "x", email: `${crypto.randomUUID()}@sandbox.invalid`, passwordHash };
      await db.user.create({ data: { ...data, sandbox: { create: { sandboxId: `${n % 21}`, expiresAt } } } });
    }
    expect([await deleteExpiredSandboxes(), await deleteExpiredSandboxes(), await deleteExpiredSandboxes()]).toEqual([
      40, 2, 0,
    ]);
  });

  const expire = (sandboxId: string) =>
    db.sandboxUser.updateMany({ where: { sandboxId }, data: { expiresAt: new Date(Date.now() - 1000) } });

  it("is deleted when the next one is opened, and a later one is kept", async () => {
    const [old, later] = [await makeSandbox(), await makeSandbox()];
    const before = await stateOf();
    await expire(old.id);
    await makeSandbox(); // instead of the old one
    expect((await stateOf()).rows).toEqual(before.rows);
    expect(await findSandbox(old.id, old.principal.userId)).toBeNull();
    expect(await findSandbox(later.id, later.principal.userId)).not.toBeNull();
  });

  it("is deleted when a change is recorded, every 10 minutes", async () => {
    const { id, principal } = await makeSandbox();
    await expire(id);
    const now = Date.now();
    vi.spyOn(Date, "now").mockImplementation(() => now + 11 * 60_000);
    await callerOf(await makePrincipal()).token.create({ name: "Script", scopes: [ALL_SCOPES[0]] });
    vi.mocked(Date.now).mockRestore();
    await vi.waitFor(async () => expect(await findSandbox(id, principal.userId)).toBeNull(), { timeout: 60_000 });
  });

  it("whose account was deleted by its reader is deleted, too", async () => {
    const before = await stateOf();
    const { id, principal } = await makeSandbox();
    await callerOf(principal).account.delete({ confirm: DELETION_WORDS });
    await expire(id);
    await deleteExpiredSandboxes();
    expect(await stateOf()).toEqual(before);
  });

  it("that a process has begun to delete is left to it for a minute", async () => {
    const { id, principal } = await makeSandbox();
    const claimedAgo = (ms: number) =>
      db.sandboxUser.updateMany({ where: { sandboxId: id }, data: { claimedAt: new Date(Date.now() - ms) } });
    await expire(id);
    await claimedAgo(30_000);
    await deleteExpiredSandboxes();
    expect(await findSandbox(id, principal.userId)).not.toBeNull();
    await claimedAgo(61_000);
    await deleteExpiredSandboxes();
    expect(await findSandbox(id, principal.userId)).toBeNull();
  });
});

describe("administrators", () => {
  it("see no order of a sandbox in the list, and none by its id", async () => {
    await makeOrder(await makePrincipal());
    const admin = callerOf(await makePrincipal({ role: "ADMIN" }));
    const before = await admin.admin.order.list({ limit: 100 });
    const { orderId } = await makeSandbox();
    expect(await admin.admin.order.list({ limit: 100 })).toEqual(before);
    expect((await admin.admin.order.list({ search: orderId.slice(-6) })).items).toEqual([]);
    expect(await codeOf(admin.admin.order.byId({ id: orderId }))).toBe("NOT_FOUND");
  });

  it("see no user of a sandbox, and cannot change one", async () => {
    const admin = callerOf(await makePrincipal({ role: "ADMIN" }));
    const before = await admin.admin.user.list({ limit: 100 });
    const { email, principal } = await makeSandbox();
    expect(await admin.admin.user.list({ limit: 100 })).toEqual(before);
    expect((await admin.admin.user.list({ search: email })).items).toEqual([]);
    expect(await codeOf(admin.admin.user.setRole({ id: principal.userId, role: "ADMIN" }))).toBe("NOT_FOUND");
    expect(await codeOf(admin.admin.user.disable({ id: principal.userId, disabled: true }))).toBe("NOT_FOUND");
  });

  it("have an overview without the orders of sandboxes", async () => {
    await makeOrder(await makePrincipal());
    const admin = callerOf(await makePrincipal({ role: "ADMIN" }));
    const { lowStock: _, ...before } = await admin.admin.overview({ days: 7 });
    expect(before.statuses.some(({ orders }) => orders > 0)).toBe(true);
    await makeSandbox();
    expect(await admin.admin.overview({ days: 7 })).toMatchObject(before);
  });
});

it("every foreign key to a user cascades, other than those of orders, which are deleted first", async () => {
  const keys = await db.$queryRaw<{ name: string }[]>`
    SELECT conname AS name FROM pg_constraint WHERE confrelid = 'users'::regclass AND confdeltype <> 'c' ORDER BY conname`;
  expect(keys.map(({ name }) => name)).toEqual(["order_events_owner_id_fkey", "orders_owner_id_fkey"]);
});

/** Sandboxes: what they contain, and that nothing is left of them. */
import { beforeAll, describe, expect, it } from "vitest";
import { SANDBOX_MINUTES } from "@/domain/sandbox";
import { identify } from "@/server/auth/identity";
import { db } from "@/server/platform/db";
import { callerOf, makePrincipal, makeProduct, makeSandbox } from "../setup/factories";

beforeAll(async () => {
  for (const stock of [200, 300, 400]) await makeProduct({ stock });
});

/** Without rate_limits: its counters are of hashed keys, and end by themselves. */
async function countRows(): Promise<Record<string, number>> {
  const tables = await db.$queryRaw<{ name: string }[]>`
    SELECT table_name AS name FROM information_schema.tables
    WHERE table_schema = 'public' AND table_type = 'BASE TABLE' AND table_name <> 'rate_limits'`;
  const counts: Record<string, number> = {};
  for (const { name } of tables) {
    const [row] = await db.$queryRawUnsafe<{ count: number }[]>(`SELECT count(*)::int AS count FROM "${name}"`);
    counts[name] = row?.count ?? -1;
  }
  return counts;
}

const stockOf = async () => db.product.findMany({ orderBy: { id: "asc" }, select: { id: true, stock: true } });
const stateOf = async () => ({ rows: await countRows(), stock: await stockOf() });
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
    const { expiredToken, email, password } = await makeSandbox();
    const headers = new Headers({ authorization: `Bearer ${expiredToken}` });
    expect((await identify(headers, "192.0.2.1", [])).principal).toBeNull();
    expect(await callerOf(null).session.login({ email, password })).toMatchObject({ tokenType: "Bearer" });
  });

  it(`expires after ${SANDBOX_MINUTES} minutes`, async () => {
    const before = Date.now();
    const { expiresAt } = await makeSandbox();
    expect(expiresAt.getTime() - before).toBeGreaterThanOrEqual(SANDBOX_MINUTES * 60_000);
    expect(expiresAt.getTime() - Date.now()).toBeLessThanOrEqual(SANDBOX_MINUTES * 60_000);
  });
});

describe("close", () => {
  it("leaves no row in any table, and every stock as it was", async () => {
    await makeProduct();
    const before = await stateOf();
    const sandbox = await callerOf(null).sandbox.open({});
    expect(await stateOf()).not.toEqual(before);
    const { principal } = await identify(new Headers({ authorization: `Bearer ${sandbox.accessToken}` }), "", []);
    await callerOf(principal).sandbox.close({ id: sandbox.id });
    expect(await stateOf()).toEqual(before);
  });

  it("is refused to another user, and the second time", async () => {
    const { id, principal } = await makeSandbox();
    expect(await codeOf(callerOf(await makePrincipal()).sandbox.close({ id }))).toBe("NOT_FOUND");
    expect(await codeOf(callerOf(principal).sandbox.close({ id }))).toBe("OK");
    expect(await codeOf(callerOf(principal).sandbox.close({ id }))).toBe("NOT_FOUND");
  });
});

/** What customers take along: all of theirs, nothing of others, and nothing that would let somebody in. */
import { describe, expect, it } from "vitest";
import { db } from "@/server/platform/db";
import { callerOf, makeLogin, makeOrder, makePersonalToken, makePrincipal } from "../setup/factories";

describe("my data", () => {
  it("are the account, the sessions and tokens, ended ones too, and the orders with lines and events", async () => {
    const customer = await makePrincipal({ name: "Ada" });
    const ended = await makeLogin(customer);
    await callerOf(null).session.refresh(ended);
    await db.credential.updateMany({
      where: { userId: customer.userId, kind: "LOGIN" },
      data: { revokedAt: new Date(), userAgent: "curl/8.5.0" },
    });
    await makePersonalToken(customer, "orders:read");
    const order = await makeOrder(customer);
    await callerOf(customer).order.cancel({ id: order.id, reason: "Too green" });

    const { account, sessions, tokens } = await callerOf(customer).account.export();
    expect(account).toMatchObject({ id: customer.userId, email: customer.email, name: "Ada" });
    expect(sessions.map(({ kind, device, revokedAt }) => [kind, device, revokedAt !== null])).toEqual([
      ["LOGIN", "curl", true],
      ["SESSION", "Unknown device", false],
    ]);
    expect(tokens).toMatchObject([{ name: "Script", scopes: ["orders:read"], revokedAt: null }]);

    const { items, nextCursor } = await callerOf(customer).account.exportOrders({});
    expect(nextCursor).toBeNull();
    expect(items).toEqual([await callerOf(customer).order.byId({ id: order.id })]);
    expect(items[0]?.events.map(({ status, note }) => [status, note])).toEqual([
      ["PLACED", null],
      ["CANCELLED", "Too green"],
    ]);
  });

  it("hold neither a hash nor a secret", async () => {
    const customer = await makePrincipal();
    const { refreshToken } = await makeLogin(customer);
    const secret = await makePersonalToken(customer, "orders:read");
    const all = JSON.stringify(await callerOf(customer).account.export());
    const { passwordHash } = await db.user.findUniqueOrThrow({ where: { id: customer.userId } });
    const rows = await db.credential.findMany({ where: { userId: customer.userId } });
    const hashes = rows.flatMap((row) => [row.secretHash, row.refreshHash]).filter((hash) => hash !== null);
    expect(hashes).toHaveLength(3);
    for (const hidden of [passwordHash, secret, refreshToken, ...hashes]) expect(all).not.toContain(hidden);
    expect(all).not.toMatch(/argon2|hash/i);
    // The id of a session is what its cookie names.
    for (const { id } of rows) expect(all).not.toContain(id);
  });

  it("hold nothing of anybody else", async () => {
    const [customer, other] = [await makePrincipal(), await makePrincipal()];
    const order = await makeOrder(other);
    const all = JSON.stringify([
      await callerOf(customer).account.export(),
      await callerOf(customer).account.exportOrders({}),
    ]);
    for (const foreign of [other.userId, other.email, order.id]) expect(all).not.toContain(foreign);
  });

  it("are complete however many orders there are: each is on exactly one page", async () => {
    const customer = await makePrincipal();
    const data = Array.from({ length: 230 }, () => ({ ownerId: customer.userId, totalCents: 1 }));
    await db.order.createMany({ data });
    const ids: string[] = [];
    let cursor: string | null | undefined;
    do {
      const page = await callerOf(customer).account.exportOrders({ cursor });
      expect(page.items.length).toBeLessThanOrEqual(100);
      ids.push(...page.items.map(({ id }) => id));
      cursor = page.nextCursor;
    } while (cursor);
    expect([ids.length, new Set(ids).size]).toEqual([230, 230]);
  });
});

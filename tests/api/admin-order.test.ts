import { describe, expect, it } from "vitest";
import { ORDER_STATUSES, type OrderStatus } from "@/domain/order";
import type { Principal } from "@/server/auth/principal";
import { db } from "@/server/platform/db";
import { logged } from "../setup/database";
import { callerOf, makeOrder, makePrincipal } from "../setup/factories";

const makeAdmin = () => makePrincipal({ role: "ADMIN" });
const statusOf = async (id: string) => (await db.order.findUniqueOrThrow({ where: { id } })).status;
const LEGAL = ["PLACED PACKED", "PLACED CANCELLED", "PACKED SHIPPED", "PACKED CANCELLED", "SHIPPED DELIVERED"];

/** Every order of a search, page by page. */
async function readAll(admin: Principal, input: { search: string; sort?: "newest" | "oldest" | "highest" | "lowest" }) {
  const all = [];
  let cursor: string | null = null;
  do {
    const page: Awaited<ReturnType<ReturnType<typeof callerOf>["admin"]["order"]["list"]>> = await callerOf(
      admin,
    ).admin.order.list({ ...input, limit: 2, cursor });
    all.push(...page.items);
    cursor = page.nextCursor;
  } while (cursor);
  return all;
}

describe("admin.order.list", () => {
  it("has all users' orders with their owners, in each sort order, page by page", async () => {
    const admin = await makeAdmin();
    const owner = await makePrincipal({ name: "Test Owner" });
    const orders = [];
    for (const quantity of [2, 1, 3, 1, 2]) orders.push(await makeOrder(owner, "PLACED", quantity));
    // Two with the same time: the id breaks the tie.
    await db.order.updateMany({
      where: { id: { in: orders.slice(0, 2).map(({ id }) => id) } },
      data: { createdAt: orders[0]?.createdAt },
    });
    const search = owner.email;
    const rows = await db.order.findMany({ where: { ownerId: owner.userId } });
    const by = (key: (row: (typeof rows)[number]) => number) =>
      [...rows].sort((a, b) => key(a) - key(b) || (a.id < b.id ? -1 : 1)).map(({ id }) => id);
    const read = async (sort: Parameters<typeof readAll>[1]["sort"]) =>
      (await readAll(admin, { search, sort })).map(({ id }) => id);
    expect(await read("oldest")).toEqual(by((row) => row.createdAt.getTime()));
    expect(await read("newest")).toEqual(by((row) => row.createdAt.getTime()).reverse());
    expect(await read("lowest")).toEqual(by((row) => row.totalCents));
    expect(await read("highest")).toEqual(by((row) => row.totalCents).reverse());
    const [first] = await readAll(admin, { search, sort: "highest" });
    expect(first).toMatchObject({ itemCount: 3, owner: { id: owner.userId, name: owner.name, email: owner.email } });
  });

  it("searches name, email and reference, escapes wildcards, filters by status", async () => {
    const admin = await makeAdmin();
    const owner = await makePrincipal({ name: "Wilhelmina Quartz" });
    const order = await makeOrder(owner, "SHIPPED");
    const find = async (search: string, status?: OrderStatus) =>
      (await callerOf(admin).admin.order.list({ search, status })).items.map(({ id }) => id);
    expect(await find("quartz")).toEqual([order.id]);
    expect(await find(owner.email.toUpperCase())).toEqual([order.id]);
    expect(await find(order.id.slice(-6).toUpperCase())).toEqual([order.id]);
    expect([await find("quartz", "SHIPPED"), await find("quartz", "PLACED"), await find("qu%tz")]).toEqual([
      [order.id],
      [],
      [],
    ]);
  });

  it("rejects the cursor of another list or sort order", async () => {
    const admin = await makeAdmin();
    await makeOrder(await makePrincipal());
    await makeOrder(await makePrincipal());
    const { nextCursor: newest } = await callerOf(admin).admin.order.list({ limit: 1 });
    for (const input of [{ cursor: "nonsense" }, { cursor: newest, sort: "highest" as const }]) {
      await expect(callerOf(admin).admin.order.list(input)).rejects.toMatchObject({ code: "BAD_REQUEST" });
    }
    const wrong = callerOf(admin).admin.product.list({ cursor: newest, sort: "stock" });
    await expect(wrong).rejects.toMatchObject({ code: "BAD_REQUEST" });
  });
});

describe("admin.order.advance", () => {
  it.each(ORDER_STATUSES.flatMap((from) => ORDER_STATUSES.map((to) => [from, to] as const)))(
    "%s to %s",
    async (from, to) => {
      const admin = await makeAdmin();
      const owner = await makePrincipal();
      const { id } = await makeOrder(owner, from);
      const move = callerOf(admin).admin.order.advance({ moves: [{ id, from, to }] });
      if (LEGAL.includes(`${from} ${to}`)) {
        expect(await move).toEqual({ moved: [{ id, status: to }], refused: [] });
        expect(await statusOf(id)).toBe(to);
        const events = (await callerOf(owner).order.byId({ id })).events;
        expect(events.at(-1)).toMatchObject({ seq: 2, status: to });
      } else {
        await expect(move).rejects.toMatchObject({ code: "CONFLICT", reason: "NOT_MOVABLE" });
        expect(await statusOf(id)).toBe(from);
      }
    },
  );

  it("10 parallel calls move the order once, and log it once", async () => {
    const admins = await Promise.all(Array.from({ length: 10 }, makeAdmin));
    const { id } = await makeOrder(await makePrincipal());
    const move = { id, from: "PLACED", to: "PACKED" } as const;
    const results = await Promise.allSettled(
      admins.map((admin) => callerOf(admin).admin.order.advance({ moves: [move] })),
    );
    expect(results.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    expect(await db.orderEvent.count({ where: { orderId: id, status: "PACKED" } })).toBe(1);
    expect(logged.filter((line) => line.includes("order.moved"))).toHaveLength(1);
  });

  it("moves the other orders when one is already cancelled, and names that one", async () => {
    const admin = await makeAdmin();
    const owner = await makePrincipal();
    const [one, two, three] = [await makeOrder(owner), await makeOrder(owner), await makeOrder(owner)];
    await callerOf(owner).order.cancel({ id: two.id });
    const moves = [one, two, three].map(({ id }) => ({ id, from: "PLACED", to: "PACKED" }) as const);
    const { moved, refused } = await callerOf(admin).admin.order.advance({ moves });
    expect(moved.map(({ id }) => id)).toEqual([one.id, three.id]);
    expect(refused).toEqual([{ id: two.id, message: expect.stringContaining("is already cancelled") }]);
  });

  it("CANCELLED: 3 parallel calls return the stock once", async () => {
    const admin = await makeAdmin();
    const order = await makeOrder(await makePrincipal(), "PLACED", 7);
    const productId = order.lines[0]?.productId ?? "";
    const stock = async () => (await db.product.findUniqueOrThrow({ where: { id: productId } })).stock;
    expect(await stock()).toBe(93);
    const cancel = () =>
      callerOf(admin).admin.order.advance({ moves: [{ id: order.id, from: "PLACED", to: "CANCELLED" }] });
    await Promise.allSettled([cancel(), cancel(), cancel()]);
    expect(await stock()).toBe(100);
  });

  it("rejects an unknown order, and the same order twice", async () => {
    const admin = await makeAdmin();
    const unknown = { id: "no-such-order", from: "PLACED", to: "PACKED" } as const;
    const advance = (moves: (typeof unknown)[]) => callerOf(admin).admin.order.advance({ moves });
    await expect(advance([unknown])).rejects.toMatchObject({ code: "CONFLICT" });
    await expect(advance([unknown, unknown])).rejects.toMatchObject({ code: "BAD_REQUEST" });
  });
});

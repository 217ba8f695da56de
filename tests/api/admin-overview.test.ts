/** admin.overview: the figures of the SQL equal those computed here from the rows. */
import { beforeAll, describe, expect, it } from "vitest";
import { WINDOWS } from "@/domain/admin-overview";
import { LOW_STOCK } from "@/domain/product";
import { db } from "@/server/platform/db";
import { getOverview } from "@/server/services/admin-overview";
import { callerOf, makePrincipal, makeProduct } from "../setup/factories";

const DAY_MS = 86_400_000;
const NOW = new Date("2026-03-15T10:30:00Z");
const dayOf = (time: Date) => time.toISOString().slice(0, 10);

/** Orders of all statuses over 40 days, some of them 1 ms before and after midnight (UTC). */
async function makeHistory() {
  const owner = await makePrincipal();
  const products = await Promise.all([1, 2, 3, 4].map((n) => makeProduct({ priceCents: n * 999, stock: 10_000 })));
  const statuses = ["PLACED", "PACKED", "SHIPPED", "DELIVERED", "CANCELLED"] as const;
  const midnight = Date.parse("2026-03-15T00:00:00Z");
  for (let n = 0; n < 60; n++) {
    const lines = products
      .filter((_, index) => (n + index) % 3 !== 0)
      .map(({ id }, index) => ({ productId: id, quantity: 1 + ((n + index) % 4) }));
    const { id } = await callerOf(owner).order.place({ lines });
    const createdAt = new Date(midnight - Math.floor(n / 2) * 1.4 * DAY_MS + (n % 2 ? -1 : n % 5));
    await db.order.update({ where: { id }, data: { createdAt, status: statuses[n % 5] } });
  }
}

describe("admin.overview", () => {
  beforeAll(async () => {
    await makeHistory();
    await makeProduct({ stock: LOW_STOCK });
    await makeProduct({ stock: LOW_STOCK + 1 });
    await makeProduct({ stock: 0 });
  });

  it.each(WINDOWS)("%i days, those before, statuses, top products and low stock equal the rows", async (length) => {
    const overview = await getOverview(length, NOW);
    const orders = await db.order.findMany({ include: { lines: true } });
    const names = new Map((await db.product.findMany()).map(({ id, name }) => [id, name]));

    const today = Date.parse(`${dayOf(NOW)}T00:00:00Z`);
    const days = Array.from({ length }, (_, index) => dayOf(new Date(today - (length - 1 - index) * DAY_MS)));
    const counted = days.map((day) => {
      const those = orders.filter(({ createdAt }) => dayOf(createdAt) === day);
      const paid = those.filter(({ status }) => status !== "CANCELLED");
      return { day, orders: those.length, revenueCents: paid.reduce((sum, { totalCents }) => sum + totalCents, 0) };
    });
    expect(overview.days).toEqual(counted);
    expect(counted.filter((day) => day.orders > 0).length).toBeGreaterThan(length / 4);
    expect(counted.some((day) => day.orders === 0)).toBe(true);

    const start = today - (length - 1) * DAY_MS;
    const earlier = orders.filter(({ createdAt }) => {
      const shifted = createdAt.getTime() + length * DAY_MS;
      return shifted >= start && shifted <= NOW.getTime();
    });
    const paid = earlier.filter(({ status }) => status !== "CANCELLED");
    expect(overview.before).toEqual({
      orders: earlier.length,
      revenueCents: paid.reduce((sum, { totalCents }) => sum + totalCents, 0),
    });
    expect(overview.before.orders > 0).toBe(length < 90);

    for (const { status, orders: count } of overview.statuses) {
      expect(count).toBe(orders.filter((order) => order.status === status).length);
    }
    expect(overview.statuses).toHaveLength(5);

    const sold = new Map<string, { itemCount: number; revenueCents: number }>();
    for (const order of orders) {
      if (order.status === "CANCELLED" || !days.includes(dayOf(order.createdAt))) continue;
      for (const { productId, quantity, priceCents } of order.lines) {
        const { itemCount, revenueCents } = sold.get(productId) ?? { itemCount: 0, revenueCents: 0 };
        sold.set(productId, { itemCount: itemCount + quantity, revenueCents: revenueCents + quantity * priceCents });
      }
    }
    const top = [...sold].map(([id, sums]) => ({ id, name: names.get(id) ?? "", ...sums }));
    top.sort((a, b) => b.itemCount - a.itemCount || (a.name < b.name ? -1 : 1));
    expect(overview.topProducts).toEqual(top);
    expect(overview.lowStock.map(({ stock }) => stock)).toEqual([0, LOW_STOCK]);
  });

  it("without orders all figures are zero", async () => {
    await db.orderEvent.deleteMany();
    await db.order.deleteMany();
    const earliest = dayOf(new Date());
    const { days, before, statuses, topProducts } = await getOverview(30);
    expect([days.length, days.every(({ orders, revenueCents }) => orders === 0 && revenueCents === 0)]).toEqual([
      30,
      true,
    ]);
    expect([earliest, dayOf(new Date())]).toContain(days.at(-1)?.day); // it may be midnight
    expect(before).toEqual({ orders: 0, revenueCents: 0 });
    expect([statuses.every(({ orders }) => orders === 0), topProducts]).toEqual([true, []]);
  });
});

/** The shop and the questions of a new installation. seed.test.ts has its users. */
import { existsSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { ORDER_STATUSES } from "@/domain/order";
import { db } from "@/server/platform/db";
import { root } from "../setup/scripts";
import { script } from "../setup/server-script";

/** All rows, in a stable sequence. */
const readAll = () =>
  Promise.all([
    db.user.findMany({ orderBy: { id: "asc" } }),
    db.product.findMany({ orderBy: { id: "asc" } }),
    db.order.findMany({ orderBy: { id: "asc" }, include: { lines: { orderBy: { id: "asc" } } } }),
    db.orderEvent.findMany({ orderBy: [{ ownerId: "asc" }, { seq: "asc" }] }),
    db.question.findMany({ orderBy: { id: "asc" }, include: { answers: { orderBy: { id: "asc" } } } }),
  ]);

it("production: the seed creates only the catalog", async () => {
  expect(script("prisma/seed.ts", { NODE_ENV: "production" })).toMatchObject({ status: 0 });
  expect(await db.user.count()).toBe(0);
  expect(await db.product.count()).toBe(24);
  expect(await db.question.count()).toBe(0);
});

it("development: the seed creates users with a year of history; a second run changes nothing", async () => {
  expect(script("prisma/seed.ts")).toMatchObject({ status: 0 });
  const first = await readAll();
  const [users, products, orders, _events, questions] = first;

  expect(products).toHaveLength(24);
  expect(products.filter(({ image }) => !existsSync(join(root, "public", image)))).toEqual([]);
  const ordersOf = (email: string) =>
    orders.filter(({ ownerId }) => users.find((it) => it.id === ownerId)?.email === email);
  expect(ordersOf("customer@example.com")).toHaveLength(60);
  expect(new Set(ordersOf("customer@example.com").map(({ status }) => status))).toEqual(new Set(ORDER_STATUSES));
  expect(ordersOf("other@example.com").length).toBeGreaterThan(1);
  expect(users.find(({ role }) => role === "ADMIN")?.email).toBe("admin@example.com");
  expect(questions.some(({ helpfulAnswerId, answers }) => answers.some(({ id }) => id === helpfulAnswerId))).toBe(true);
  const days = (Date.now() - Math.min(...orders.map(({ createdAt }) => createdAt.getTime()))) / 86_400_000;
  expect(days).toBeGreaterThan(300);

  expect(script("prisma/seed.ts")).toMatchObject({ status: 0 });
  expect(await readAll()).toEqual(first);
});

it("every seeded order equals the sum of its lines, and its timeline ends at its status", async () => {
  const orders = await db.order.findMany({ include: { lines: true, events: { orderBy: { seq: "asc" } } } });
  expect(orders.length).toBeGreaterThan(60);
  expect(orders.filter(({ id }) => /[01ilo]/.test(id))).toEqual([]);
  for (const { totalCents, status, lines, events } of orders) {
    expect(lines.reduce((sum, line) => sum + line.priceCents * line.quantity, 0)).toBe(totalCents);
    expect(events[0]?.status).toBe("PLACED");
    expect(events.at(-1)?.status).toBe(status);
  }
});

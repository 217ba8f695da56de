/**
 * Demo data: a catalog, and 3 users with a year of orders. Existing rows are kept, but for the password, which names the
 * product. In production or on a remote database only the catalog is created, since the demo password is public.
 */
import { type OrderStatus, orderTotalCents } from "@/domain/order";
import { env } from "@/env";
import { hashPassword, verifyPassword } from "@/server/auth/password";
import { db, transact } from "@/server/platform/db";
import { createReadableId } from "@/server/platform/readable-id";
import { products } from "./products";
import { seedQuestions } from "./questions";

const DEMO_PASSWORD = "roundtrip-demo";
const HOUR_MS = 3_600_000;
const YEAR_MS = 365 * 24 * HOUR_MS;

/** Reproducible random numbers from 0 to 1 (mulberry32), so that every database gets the same orders. */
function makeRandom(seed: number) {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** The statuses of an order of this age: old orders are delivered, recent ones are on their way. */
function statusHistory(ageMs: number, random: () => number): OrderStatus[] {
  const day = ageMs / (24 * HOUR_MS);
  if (random() < 0.12) return ["PLACED", "CANCELLED"];
  if (day > 12) return ["PLACED", "PACKED", "SHIPPED", "DELIVERED"];
  if (day > 7) return ["PLACED", "PACKED", "SHIPPED"];
  return day > 3 ? ["PLACED", "PACKED"] : ["PLACED"];
}

async function makeUser(person: { email: string; name: string; role?: "ADMIN" }, orderCount: number, seed: number) {
  const where = { email: person.email };
  const known = await db.user.findUnique({ where });
  if (known && (await verifyPassword(known.passwordHash, DEMO_PASSWORD))) return;
  const passwordHash = await hashPassword(DEMO_PASSWORD);
  if (known) return void (await db.user.update({ where, data: { passwordHash } }));
  const random = makeRandom(seed);
  const catalog = await db.product.findMany({ orderBy: { slug: "asc" } });
  const now = Date.now();

  const orders = Array.from({ length: orderCount }, (_, index) => {
    // More orders towards today, so that the first page shows every status.
    const ageMs = ((index + 0.4) / orderCount) ** 2 * YEAR_MS;
    const createdAt = new Date(now - ageMs - random() * 6 * HOUR_MS);
    const selected = catalog.toSorted(() => random() - 0.5).slice(0, 1 + Math.floor(random() * 4));
    const lines = selected.map(({ id: productId, name, image, priceCents }) => {
      return { productId, name, image, priceCents, quantity: 1 + Math.floor(random() * 3) };
    });
    const stepMs = (18 + random() * 20) * HOUR_MS;
    const history = statusHistory(ageMs, random).map((status, step) => {
      return { status, createdAt: new Date(Math.min(createdAt.getTime() + step * stepMs, now)) };
    });
    return { createdAt, lines, history };
  });

  await transact(async (tx) => {
    const events = [];
    const createdAt = new Date(now - YEAR_MS - 24 * HOUR_MS);
    const user = await tx.user.create({ data: { ...person, emailVerifiedAt: createdAt, passwordHash, createdAt } });
    for (const { createdAt, lines, history } of orders) {
      const status = history.at(-1)?.status;
      const totalCents = orderTotalCents(lines);
      const orderId = createReadableId();
      const data = { id: orderId, ownerId: user.id, status, totalCents, createdAt, lines: { create: lines } };
      await tx.order.create({ data });
      events.push(...history.map((event) => ({ ...event, ownerId: user.id, orderId })));
    }
    const numbered = events
      .sort((a, b) => a.createdAt.getTime() - b.createdAt.getTime())
      .map((event, index) => ({ ...event, seq: index + 1 }));
    await tx.orderEvent.createMany({ data: numbered });
    const changes = numbered.map(({ seq, orderId, createdAt }) => {
      return { userId: user.id, seq, topic: "order", rowId: orderId, createdAt };
    });
    await tx.change.createMany({ data: changes });
    await tx.user.update({ where: { id: user.id }, data: { changeSeq: numbered.length } });
  });
}

/** The newest products are of several categories: 7 and 24, the count of products, have no common divisor. */
const addedAt = (index: number) => new Date(Date.now() - YEAR_MS - ((index * 7) % products.length) * 24 * HOUR_MS);
const catalog = products.map((product, index) => ({ ...product, createdAt: addedAt(index) }));
await db.product.createMany({ data: catalog, skipDuplicates: true });

const isLocal = ["localhost", "127.0.0.1", "[::1]"].includes(new URL(env().DATABASE_URL).hostname);
if (isLocal && env().NODE_ENV !== "production") {
  await makeUser({ email: "customer@example.com", name: "Robin Castle" }, 60, 1);
  await makeUser({ email: "other@example.com", name: "Jo Okafor" }, 4, 2);
  await makeUser({ email: "admin@example.com", name: "Alex Admin", role: "ADMIN" }, 0, 3);
  await seedQuestions();
  console.log("Catalog and demo users are ready.");
} else {
  console.log("Catalog is ready. Demo users are only created on a local development database.");
}
await db.$disconnect();

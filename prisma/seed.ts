/**
 * A small story to begin with: a catalogue, and three people who have ordered from it for a year. What is there already
 * stays as it is, so running it twice changes nothing. In production, or on a database elsewhere, it makes the
 * catalogue only: the demo password is public.
 */
import { type OrderStatus, orderTotalCents } from "@/domain/order";
import { env } from "@/env";
import { hashPassword } from "@/server/auth/password";
import { db, transact } from "@/server/platform/db";
import { products } from "./products";

const DEMO_PASSWORD = "roundtrip-demo";
const HOUR_MS = 3_600_000;
const YEAR_MS = 365 * 24 * HOUR_MS;

/** Always the same numbers from 0 to 1 (mulberry32), so that every seed tells the same story. */
function randomFrom(seed: number) {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** How orders of a given age have ended up: old ones have arrived, young ones are on their way. */
function historyOf(ageMs: number, random: () => number): OrderStatus[] {
  const day = ageMs / (24 * HOUR_MS);
  if (random() < 0.12) return ["PLACED", "CANCELLED"];
  if (day > 12) return ["PLACED", "PACKED", "SHIPPED", "DELIVERED"];
  if (day > 7) return ["PLACED", "PACKED", "SHIPPED"];
  return day > 3 ? ["PLACED", "PACKED"] : ["PLACED"];
}

async function makeUser(person: { email: string; name: string; role?: "ADMIN" }, orderCount: number, seed: number) {
  if (await db.user.findUnique({ where: { email: person.email } })) return;
  const random = randomFrom(seed);
  const passwordHash = await hashPassword(DEMO_PASSWORD);
  const catalogue = await db.product.findMany({ orderBy: { slug: "asc" } });
  const now = Date.now();

  const orders = Array.from({ length: orderCount }, (_, index) => {
    // Denser towards today: the first page then shows every status.
    const ageMs = ((index + 0.4) / orderCount) ** 2 * YEAR_MS;
    const createdAt = new Date(now - ageMs - random() * 6 * HOUR_MS);
    const chosen = catalogue.toSorted(() => random() - 0.5).slice(0, 1 + Math.floor(random() * 4));
    const lines = chosen.map(({ id: productId, name, image, priceCents }) => {
      return { productId, name, image, priceCents, quantity: 1 + Math.floor(random() * 3) };
    });
    const stepMs = (18 + random() * 20) * HOUR_MS;
    const history = historyOf(ageMs, random).map((status, step) => {
      return { status, createdAt: new Date(Math.min(createdAt.getTime() + step * stepMs, now)) };
    });
    return { createdAt, lines, history };
  });

  await transact(async (tx) => {
    const events = [];
    const createdAt = new Date(now - YEAR_MS - 24 * HOUR_MS);
    const user = await tx.user.create({ data: { ...person, passwordHash, createdAt } });
    for (const { createdAt, lines, history } of orders) {
      const status = history.at(-1)?.status;
      const totalCents = orderTotalCents(lines);
      const data = { ownerId: user.id, status, totalCents, createdAt, lines: { create: lines } };
      const { id: orderId } = await tx.order.create({ data });
      events.push(...history.map((event) => ({ ...event, ownerId: user.id, orderId })));
    }
    const numbered = events
      .sort((a, b) => a.createdAt.getTime() - b.createdAt.getTime())
      .map((event, index) => ({ ...event, seq: index + 1 }));
    await tx.orderEvent.createMany({ data: numbered });
    await tx.user.update({ where: { id: user.id }, data: { eventSeq: numbered.length } });
  });
}

await db.product.createMany({ data: [...products], skipDuplicates: true });

const isHere = ["localhost", "127.0.0.1", "[::1]"].includes(new URL(env().DATABASE_URL).hostname);
if (isHere && env().NODE_ENV !== "production") {
  await makeUser({ email: "customer@example.com", name: "Robin Castle" }, 60, 1);
  await makeUser({ email: "other@example.com", name: "Jo Okafor" }, 4, 2);
  await makeUser({ email: "admin@example.com", name: "Alex Admin", role: "ADMIN" }, 0, 3);
  console.log("The catalogue and the demo users are there.");
} else {
  console.log("The catalogue is there. Demo users are made on a local development database only.");
}
await db.$disconnect();

import "server-only";
import type { z } from "zod";
import type { AccountExport, OrderExportPage } from "@/domain/account-export.schema";
import type { Prisma } from "@/generated/prisma/client";
import { db } from "@/server/platform/db";
import { describeDevice } from "@/server/auth/device";
import { getAccount } from "./account";
import { listOrders } from "./order";

/** Bounds of one answer. There are as many pages of orders as it takes; of credentials, the newest are told. */
const ORDERS_A_PAGE = 100;
const MAX_CREDENTIALS = 1000;

const selectTimes = {
  createdAt: true,
  lastUsedAt: true,
  expiresAt: true,
  revokedAt: true,
} satisfies Prisma.CredentialSelect;

/** All that is kept of a user but the orders: sessions and tokens that have ended included, secrets never. */
export async function exportAccount(userId: string): Promise<z.output<typeof AccountExport>> {
  const newest = {
    orderBy: [{ createdAt: "desc" }, { id: "desc" }],
    take: MAX_CREDENTIALS,
  } satisfies Prisma.CredentialFindManyArgs;
  const [account, sessions, tokens] = await Promise.all([
    getAccount(userId),
    db.credential.findMany({
      ...newest,
      where: { userId, kind: { in: ["SESSION", "LOGIN"] } },
      select: { kind: true, userAgent: true, address: true, ...selectTimes },
    }),
    db.credential.findMany({
      ...newest,
      where: { userId, kind: "PERSONAL" },
      select: { name: true, scopes: true, ...selectTimes },
    }),
  ]);
  return {
    exportedAt: new Date(),
    account,
    sessions: sessions.map((row) => ({ ...row, device: describeDevice(row.userAgent) })),
    tokens,
  } as z.output<typeof AccountExport>;
}

/** A page of at most 100 of a user's orders, with lines and events. @throws BAD_REQUEST for a bad cursor */
export async function exportOrders(
  userId: string,
  cursor: string | null | undefined,
): Promise<z.output<typeof OrderExportPage>> {
  const { items, nextCursor } = await listOrders(userId, { cursor, limit: ORDERS_A_PAGE });
  const events = await db.orderEvent.findMany({
    where: { orderId: { in: items.map(({ id }) => id) } },
    orderBy: { seq: "asc" },
  });
  const eventsOf = (id: string) => events.filter((event) => event.orderId === id);
  return { items: items.map((order) => ({ ...order, events: eventsOf(order.id) })), nextCursor };
}

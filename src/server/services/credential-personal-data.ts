import "server-only";
import type { z } from "zod";
import { SessionExport, TokenExport } from "@/domain/personal-data.schema";
import type { Page } from "@/domain/text.schema";
import { knownScopes } from "@/domain/token";
import type { Prisma } from "@/generated/prisma/client";
import { describeDevice } from "@/server/auth/device";
import { afterCursor, orderByCursor, pageOf } from "@/server/platform/cursor";
import { db, type Transaction } from "@/server/platform/db";

const PAGE_SIZE = 500;
const NEWEST_FIRST = { column: "createdAt", kind: "time", direction: "desc" } as const;

const select = {
  id: true,
  kind: true,
  name: true,
  scopes: true,
  userAgent: true,
  address: true,
  createdAt: true,
  lastUsedAt: true,
  expiresAt: true,
  revokedAt: true,
} satisfies Prisma.CredentialSelect;

async function listCredentials(where: Prisma.CredentialWhereInput, cursor?: string | null) {
  const rows = await db.credential.findMany({
    where: { ...where, ...afterCursor(cursor, NEWEST_FIRST) },
    orderBy: orderByCursor(NEWEST_FIRST),
    take: PAGE_SIZE + 1,
    select,
  });
  return pageOf(rows, PAGE_SIZE, "createdAt");
}

/** A page of a user's sessions and logins, ended ones included, newest first. */
export async function exportSessions(
  userId: string,
  cursor?: string | null,
): Promise<Page<z.output<typeof SessionExport>>> {
  const { items, nextCursor } = await listCredentials({ userId, kind: { in: ["SESSION", "LOGIN"] } }, cursor);
  const sessions = items.map((row) => SessionExport.parse({ ...row, device: describeDevice(row.userAgent) }));
  return { items: sessions, nextCursor };
}

/** A page of a user's personal tokens without their secrets, revoked ones included, newest first. */
export async function exportTokens(
  userId: string,
  cursor?: string | null,
): Promise<Page<z.output<typeof TokenExport>>> {
  const { items, nextCursor } = await listCredentials({ userId, kind: "PERSONAL" }, cursor);
  return { items: items.map((row) => TokenExport.parse({ ...row, scopes: knownScopes(row.scopes) })), nextCursor };
}

/** Deletes every credential of a user, which signs out all sessions. */
export async function eraseCredentials(tx: Transaction, userId: string): Promise<void> {
  await tx.credential.deleteMany({ where: { userId } });
}

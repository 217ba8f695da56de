import "server-only";
import type { z } from "zod";
import { SessionExport, TokenExport } from "@/domain/personal-data.schema";
import type { Page } from "@/domain/text.schema";
import { knownScopes } from "@/domain/token";
import { type Credential, type CredentialKind, Prisma } from "@/generated/prisma/client";
import type { Transaction } from "@/server/platform/db";
import { describeDevice } from "@/server/platform/device";
import { readPage } from "@/server/platform/page";

const PAGE_SIZE = 500;
const NEWEST_FIRST = { column: "createdAt", kind: "time", direction: "desc" } as const;

/** What an export reads of a credential: no secret, and no hash of one. */
type Row = Omit<
  Credential,
  "userId" | "methodId" | "secretHash" | "refreshHash" | "usedRefreshes" | "browserHash" | "idleExpiresAt"
>;

const listCredentials = (userId: string, kinds: CredentialKind[], cursor?: string | null): Promise<Page<Row>> =>
  readPage<Row>(
    { cursor, limit: PAGE_SIZE, sort: NEWEST_FIRST },
    (rest) => Prisma.sql`
      SELECT id, kind, name, coalesce(scopes, '{}') AS scopes, method, user_agent AS "userAgent", address,
        coalesce(networks, '{}') AS networks, created_at AS "createdAt",
        last_used_at AS "lastUsedAt", expires_at AS "expiresAt", revoked_at AS "revokedAt"
      FROM credentials WHERE user_id = ${userId} AND kind = ANY (${kinds}) ${rest}`,
  );

/** A page of a user's sessions, logins and private devices, ended ones included, newest first. */
export async function exportSessions(
  userId: string,
  cursor?: string | null,
): Promise<Page<z.output<typeof SessionExport>>> {
  const { items, nextCursor } = await listCredentials(userId, ["SESSION", "LOGIN", "DEVICE"], cursor);
  const sessions = items.map((row) => SessionExport.parse({ ...row, device: describeDevice(row.userAgent) }));
  return { items: sessions, nextCursor };
}

/** A page of a user's personal tokens without their secrets, revoked ones included, newest first. */
export async function exportTokens(
  userId: string,
  cursor?: string | null,
): Promise<Page<z.output<typeof TokenExport>>> {
  const { items, nextCursor } = await listCredentials(userId, ["PERSONAL"], cursor);
  return { items: items.map((row) => TokenExport.parse({ ...row, scopes: knownScopes(row.scopes) })), nextCursor };
}

/** Deletes every credential of a user, which signs out all sessions. */
export async function eraseCredentials(tx: Transaction, userId: string): Promise<void> {
  await tx.credential.deleteMany({ where: { userId } });
}

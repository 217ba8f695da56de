import "server-only";
import type { SecurityEventKind } from "@/domain/security-event";
import type { Credential } from "@/generated/prisma/client";
import type { NewEvent } from "@/server/platform/security-event-store";

/** A credential that was just revoked. */
export type Revoked = Pick<Credential, "id" | "userId" | "kind" | "name">;

/**
 * The events of credentials that were just revoked: one for each user's sessions and logins, one
 * for the private devices, and one for each personal token.
 * @param endedBy the kind of the first
 */
export function revocationsOf(revoked: readonly Revoked[], endedBy: SecurityEventKind): NewEvent[] {
  const tokens = revoked.filter(({ kind }) => kind === "PERSONAL");
  const devices = revoked.filter(({ kind }) => kind === "DEVICE");
  const sessions = revoked.filter(({ kind }) => kind === "SESSION" || kind === "LOGIN");
  return [
    ...countsOf(sessions).map(([userId, count]) => ({ kind: endedBy, userId, count })),
    ...countsOf(devices).map(([userId, count]): NewEvent => ({ kind: "device.revoked", userId, count })),
    ...tokens.map(({ userId, name }): NewEvent => ({ kind: "token.revoked", userId, details: { name } })),
  ];
}

function countsOf(revoked: readonly Revoked[]): [userId: string, count: number][] {
  const counts = new Map<string, number>();
  for (const { userId } of revoked) counts.set(userId, (counts.get(userId) ?? 0) + 1);
  return [...counts];
}

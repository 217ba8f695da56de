/** Sign-ins and tokens that expired long ago are deleted. */
import { expect, it } from "vitest";
import type { CredentialKind } from "@/generated/prisma/client";
import { db } from "@/server/platform/db";
import { deleteExpiredCredentials } from "@/server/services/credential-retention";
import { startSession } from "@/server/services/session";
import { makeUser } from "../setup/factories";

const DAY_MS = 86_400_000;
const KINDS: CredentialKind[] = ["SESSION", "LOGIN", "PERSONAL", "CHALLENGE", "DEVICE"];

function makeExpired(userId: string, days: number, count: number) {
  const expiresAt = new Date(Date.now() - days * DAY_MS);
  const data = Array.from({ length: count }, (_, index) => {
    const kind = KINDS[index % KINDS.length];
    const secretHash = kind === "SESSION" ? null : crypto.randomUUID();
    const refreshHash = kind === "LOGIN" ? crypto.randomUUID() : null;
    return { userId, kind, secretHash, refreshHash, name: String(days), expiresAt, idleExpiresAt: expiresAt };
  });
  return db.credential.createMany({ data });
}

it("credentials of each kind are deleted 400 days after they expired, in batches of 1,000", async () => {
  const { id: userId } = await makeUser();
  await makeExpired(userId, 401, 1200);
  await makeExpired(userId, 399, KINDS.length);
  const counts = [await deleteExpiredCredentials(), await deleteExpiredCredentials(), await deleteExpiredCredentials()];
  expect(counts).toEqual([1000, 200, 0]);
  const kept = await db.credential.findMany({ where: { userId }, select: { name: true, kind: true } });
  expect(kept.map(({ kind }) => kind).sort()).toEqual([...KINDS].sort());
  expect(new Set(kept.map(({ name }) => name))).toEqual(new Set(["399"]));
});

it("a sign-in to an account whose credentials were all deleted is not its first: it raises an alert", async () => {
  const user = await makeUser();
  await db.user.update({ where: { id: user.id }, data: { createdAt: new Date(Date.now() - 500 * DAY_MS) } });
  await startSession(user, { address: "198.51.100.9" });
  expect(await db.securityEvent.count({ where: { userId: user.id, kind: "alert.new-device" } })).toBe(1);
});

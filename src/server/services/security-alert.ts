import "server-only";
import { Prisma } from "@/generated/prisma/client";
import type { Transaction } from "@/server/platform/db";
import { describeDevice } from "@/server/platform/device";
import { raiseAlert } from "@/server/platform/security-alerts";
import { queryRowsIn } from "@/server/platform/sql";
import { queueMail } from "./mail-outbox";
import type { MailTemplate } from "./mail-texts";

type Origin = { address: string; userAgent?: string };

/** Sign-ins that are compared, at most: a program may log in every minute. */
const COMPARED = 200;

/**
 * Whether a user signs in from a network and with a device that none of the last sign-ins has had. A first sign-in is not new.
 * Called before that sign-in is recorded.
 */
export async function isNewPlace(tx: Transaction, userId: string, { address, userAgent }: Origin): Promise<boolean> {
  const device = userAgent ? describeDevice(userAgent) : null;
  const [result] = await queryRowsIn<{ isNew: boolean | null }>(
    tx,
    Prisma.sql`
    SELECT bool_and(address IS DISTINCT FROM ${address} AND device IS DISTINCT FROM ${device}::text) AS "isNew"
    FROM (SELECT address, device FROM security_events WHERE user_id = ${userId} AND kind = 'sign-in'
      ORDER BY created_at DESC, id DESC LIMIT ${COMPARED}) AS known`,
  );
  return result?.isNew ?? false;
}

/** Raises an alert about a sign-in, and sends a mail about it to the user, with a link that ends all access. */
export async function alertNewPlace(tx: Transaction, userId: string, origin: Origin): Promise<void> {
  if (!(await raiseAlert(tx, { kind: "alert.new-device", userId, origin }))) return;
  const device = describeDevice(origin.userAgent ?? null);
  await mailOwner(tx, userId, "new-sign-in", { device, address: origin.address });
}

/** The same about a refresh token that was used twice. */
export async function alertTokenTheft(tx: Transaction, userId: string): Promise<void> {
  if (await raiseAlert(tx, { kind: "alert.token-theft", userId })) await mailOwner(tx, userId, "token-theft");
}

async function mailOwner(tx: Transaction, userId: string, template: MailTemplate, data?: Record<string, string>) {
  const user = await tx.user.findUnique({ where: { id: userId }, select: { email: true } });
  if (user) await queueMail(tx, { template, userId, to: user.email, data });
}

import "server-only";
import { createHmac, hkdfSync } from "node:crypto";
import { normalizeEmail } from "@/domain/account";
import type { Refusal, SecurityEventKind } from "@/domain/security-event";
import { env } from "@/env";
import { product } from "@/product";
import { afterCommit, type Transaction } from "./db";
import { log } from "./log";
import { currentRequest } from "./request-id";
import { countEvent } from "./security-buckets";
import { type Details, type NewEvent, toRow } from "./security-event-store";
import { singleton } from "./singleton";

/** A key for this purpose only, derived from the secret. */
const emailKey = () =>
  singleton("email-key", () =>
    Buffer.from(hkdfSync("sha256", env().NEXTAUTH_SECRET, "", `${product.slug} email in the log`, 32)),
  );

/** The keyed hash of an email (HMAC-SHA-256): nobody without the secret can find out which account it is. */
export const hashEmail = (email: string): string =>
  createHmac("sha256", emailKey()).update(normalizeEmail(email)).digest("base64url");

/** What was refused: with whom it was about, if that is known. */
type Refused = Omit<Details, "email"> & { userId?: string; email?: unknown };

const textOf = (kind: SecurityEventKind) => kind.replace(/[.-]/g, " ");

/**
 * Logs a refusal with the address of the client, and counts it as a security event, in the background. Of an email only a
 * keyed hash is logged: attempts on one account can be counted.
 */
export function logRefusal(kind: Refusal, { email, userId, ...details }: Refused): void {
  const known = typeof email === "string" ? email : undefined;
  const emailHash = known && hashEmail(known);
  log.warn({ event: kind, address: currentRequest().address, emailHash, userId, ...details }, textOf(kind));
  countEvent({ kind, userId, email: known, emailHash, details });
}

/**
 * Counts an event of a call that may take no further statement, in the background. The same of one user, address and
 * `details.name` in one hour is one event.
 */
export function countSecurityEvent({ kind, userId, details }: Pick<NewEvent, "kind" | "userId" | "details">): void {
  log.info({ event: kind, userId, address: currentRequest().address, ...details }, textOf(kind));
  countEvent({ kind, userId, details });
}

/** Records events in the transaction of their change, and logs them after its commit. */
export async function recordSecurityEvents(tx: Transaction, ...events: NewEvent[]): Promise<void> {
  if (events.length === 0) return;
  await tx.securityEvent.createMany({ data: events.map((event) => toRow(event)) });
  await afterCommit(tx, () => {
    for (const { kind, userId, targetId, details, changes, count } of events) {
      log.info({ event: kind, userId, targetId, ...details, changes, count }, textOf(kind));
    }
  });
}

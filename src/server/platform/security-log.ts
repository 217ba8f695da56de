import "server-only";
import { createHmac, hkdfSync } from "node:crypto";
import { normalizeEmail } from "@/domain/account";
import { env } from "@/env";
import { product } from "@/product";
import { log } from "./log";
import { currentRequest } from "./request-id";
import { singleton } from "./singleton";

/** Everything that the server refuses for its security, so that alerts can name it. */
export type SecurityEvent =
  | "account.locked-down"
  | "auth.refused"
  | "cookie.refused"
  | "cors.refused"
  | "origin.refused"
  | "ownership.miss"
  | "passkey.refused"
  | "password.refused"
  | "rate-limit.reached"
  | "refresh.refused"
  | "refresh.reused"
  | "role.refused"
  | "scope.refused"
  | "second-step.locked"
  | "second-step.refused"
  | "sign-in.refused"
  | "sign-up.refused"
  | "token.refused";

/** A key for this purpose only, derived from the secret. */
const emailKey = () =>
  singleton("email-key", () =>
    Buffer.from(hkdfSync("sha256", env().NEXTAUTH_SECRET, "", `${product.slug} email in the log`, 32)),
  );

/**
 * A keyed hash (HMAC-SHA-256) of an email address for the log: lines about one account can be counted, and nobody without the secret
 * can find out which account it is.
 */
export const hashEmail = (email: string): string =>
  createHmac("sha256", emailKey()).update(normalizeEmail(email)).digest("base64url");

/** Logs a refusal with the address of the client, and of an email only its hash. */
export function logRefusal(
  event: SecurityEvent,
  { email, ...details }: { email?: unknown; [field: string]: unknown },
): void {
  const emailHash = typeof email === "string" ? hashEmail(email) : undefined;
  log.warn({ event, address: currentRequest().address, emailHash, ...details }, event.replace(".", " "));
}

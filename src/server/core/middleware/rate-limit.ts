import "server-only";
import { consumeRateLimit, isByAddress, refundRateLimit } from "@/server/platform/rate-limit";
import { toPublicError } from "../errors";
import { middleware } from "../trpc";

/**
 * Counts every call, each of a batch separately: by personal token, else by user, else by address. A call that an outage
 * ends is not counted: its caller may retry it.
 */
export const rateLimit = middleware(async function rateLimit({ ctx, meta, type, next }) {
  const { principal, address, response } = ctx;
  const caller = principal && (principal.scopes ? `token ${principal.credentialId}` : `user ${principal.userId}`);
  const limit = meta?.limit ?? (type === "query" ? "read" : "write");
  const key = (!isByAddress(limit) && caller) || `address ${address}`;
  response.countedCalls++;
  response.noteLimit(await consumeRateLimit(limit, key));
  const result = await next();
  if (!result.ok && toPublicError(result.error).code === "SERVICE_UNAVAILABLE") await refundRateLimit(limit, key);
  return result;
});

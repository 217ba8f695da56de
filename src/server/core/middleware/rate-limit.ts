import "server-only";
import { consumeRateLimit, isByAddress } from "@/server/platform/rate-limit";
import { middleware } from "@/server/core/trpc";

/** Counts every call, each of a batch by itself: of a personal token by the token, of others by user, else by address. */
export const rateLimit = middleware(async function rateLimit({ ctx, meta, type, next }) {
  const { principal, address } = ctx;
  const known = principal && (principal.scopes ? `token ${principal.credentialId}` : `user ${principal.userId}`);
  const limit = meta?.limit ?? (type === "query" ? "read" : "write");
  await consumeRateLimit(limit, (!isByAddress(limit) && known) || `address ${address}`);
  return next();
});

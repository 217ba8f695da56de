import "server-only";
import { charge, isByAddress } from "../rate-limit";
import { middleware } from "../trpc";

/** Counts every call, each of a batch by itself: of a personal token by the token, of others by user, else by address. */
export const rateLimit = middleware(async function rateLimit({ ctx, meta, type, next }) {
  const { principal, address } = ctx;
  const known = principal && (principal.scopes ? `token ${principal.credentialId}` : `user ${principal.userId}`);
  const limit = meta?.limit ?? (type === "query" ? "read" : "write");
  await charge(limit, (!isByAddress(limit) && known) || `address ${address}`);
  return next();
});

import "server-only";
import { consumeRateLimit, isByAddress } from "@/server/platform/rate-limit";
import { middleware } from "../trpc";

/** Counts every call, each of a batch separately: by personal token, else by user, else by address. */
export const rateLimit = middleware(async function rateLimit({ ctx, meta, type, next }) {
  const { principal, address, response } = ctx;
  const caller = principal && (principal.scopes ? `token ${principal.credentialId}` : `user ${principal.userId}`);
  const limit = meta?.limit ?? (type === "query" ? "read" : "write");
  response.countedCalls++;
  response.noteLimit(await consumeRateLimit(limit, (!isByAddress(limit) && caller) || `address ${address}`));
  return next();
});

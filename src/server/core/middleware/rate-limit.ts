import "server-only";
import { limitKeyOf } from "@/server/auth/principal";
import { checkRateLimit, consumeRateLimit, isByAddress, refundRateLimit } from "@/server/platform/rate-limit";
import { toPublicError } from "../errors";
import { limitOf } from "../meta";
import { middleware } from "../trpc";

/**
 * Counts every call, each of a batch separately: by personal token, else by user, else by address. Most calls were counted
 * by the statement that has identified the caller. A call that an outage ends is not counted: its caller may retry it.
 */
export const rateLimit = middleware(async function rateLimit({ ctx, meta, type, next }) {
  const { principal, address, response, counts } = ctx;
  const limit = limitOf(meta, type);
  const key = limitKeyOf(isByAddress(limit) ? null : principal, address);
  const count = counts?.get(limit)?.shift();
  response.countedCalls++;
  response.noteLimit(count ? checkRateLimit(limit, count) : await consumeRateLimit(limit, key));
  const result = await next();
  if (!result.ok && toPublicError(result.error).code === "SERVICE_UNAVAILABLE") await refundRateLimit(limit, key);
  return result;
});

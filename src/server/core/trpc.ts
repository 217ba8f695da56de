import "server-only";
import { initTRPC } from "@trpc/server";
import { getStatusCodeFromKey } from "@trpc/server/unstable-core-do-not-import";
import superjson, { type SuperJSONResult } from "superjson";
import type { Context } from "./context";
import { badRequest, toPublicError } from "./errors";
import type { Meta } from "./meta";
import { claimIssues, currentRequestId } from "./request-scope";

/**
 * superjson revives typed arrays, errors and more before any schema is asked; a few bytes can then claim gigabytes.
 * Our inputs are plain JSON in which a field may be undefined, so nothing else is revived.
 */
function deserializeInput(input: SuperJSONResult): unknown {
  const types = Object.values(input?.meta?.values ?? {}).flat(Number.POSITIVE_INFINITY);
  if (input?.meta?.referentialEqualities || types.some((type) => type !== "undefined")) {
    throw badRequest("The input uses a type that no procedure takes.");
  }
  return superjson.deserialize(input);
}

const t = initTRPC
  .context<Context>()
  .meta<Meta>()
  .create({
    // A sign of life, so that a connection that died in silence is noticed at either end.
    sse: { ping: { enabled: true, intervalMs: 10_000 }, client: { reconnectAfterInactivityMs: 25_000 } },
    transformer: { input: { serialize: superjson.serialize, deserialize: deserializeInput }, output: superjson },
    errorFormatter({ error, shape, path }) {
      const { code, message, reason, issues } = toPublicError(error);
      return {
        code: shape.code,
        message,
        data: {
          code,
          httpStatus: getStatusCodeFromKey(code),
          path: path?.slice(0, 100),
          requestId: currentRequestId(),
          ...(reason && { reason }),
          ...(issues && { issues: claimIssues(issues) }),
        },
      };
    },
  });

export const { router, procedure, middleware, createCallerFactory } = t;

import "server-only";
import { type AnyProcedure, initTRPC, TRPCError } from "@trpc/server";
import { getHTTPStatusCodeFromError } from "@trpc/server/http";
import superjson, { type SuperJSONResult } from "superjson";
import { currentRequestId } from "@/server/platform/request-id";
import { serialize } from "@/server/platform/serialize";
import { isTracing } from "@/server/platform/tracing";
import type { Context } from "./context";
import { AppError, badRequest, toPublicError } from "./errors";
import type { Meta } from "./meta";
import { traceProcedure } from "./trace-procedure";

/**
 * superjson revives typed arrays, errors and more before any schema runs; a few bytes can then reserve gigabytes. Inputs
 * are plain JSON in which a field may be undefined, so nothing else is revived.
 */
function deserializeInput(input: SuperJSONResult): unknown {
  const types = Object.values(input?.meta?.values ?? {}).flat(Number.POSITIVE_INFINITY);
  if (input?.meta?.referentialEqualities || types.some((type) => type !== "undefined")) {
    throw badRequest("The input has a type that no procedure accepts.");
  }
  return superjson.deserialize(input, { inPlace: true });
}

/** The HTTP status of a tRPC code. */
export const statusOf = (code: TRPCError["code"]): number => getHTTPStatusCodeFromError(new TRPCError({ code }));

const t = initTRPC
  .context<Context>()
  .meta<Meta>()
  .create({
    // Pings let either end notice a dead connection.
    sse: { ping: { enabled: true, intervalMs: 10_000 }, client: { reconnectAfterInactivityMs: 25_000 } },
    transformer: {
      input: { serialize, deserialize: deserializeInput },
      output: { serialize, deserialize: superjson.deserialize },
    },
    errorFormatter({ error, shape, path, ctx }) {
      const { code, message, reason, issues } = toPublicError(error);
      const limit = error instanceof AppError ? error.limit : undefined;
      return {
        code: shape.code,
        message,
        data: {
          code,
          httpStatus: statusOf(code),
          path: path?.slice(0, 100),
          requestId: currentRequestId(),
          ...(reason && { reason }),
          // The Retry-After of a stream, whose headers were sent before.
          ...(limit && { retrySeconds: limit.resetSeconds }),
          ...(issues && { issues: ctx?.response.claimIssues(issues) ?? issues }),
        },
      };
    },
  });

export const { procedure, middleware, createCallerFactory } = t;

/** A router whose calls are traced, if tracing is on (platform/tracing-start.ts). */
export const router: typeof t.router = (procedures) => {
  for (const it of isTracing() ? Object.values(procedures) : []) {
    if (typeof it === "function" && "_def" in it) traceProcedure(it as AnyProcedure);
  }
  return t.router(procedures);
};

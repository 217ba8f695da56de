import "server-only";
import { type AnyProcedure, initTRPC, TRPCError } from "@trpc/server";
import { getHTTPStatusCodeFromError } from "@trpc/server/http";
import { TRPC_ERROR_CODES_BY_KEY } from "@trpc/server/rpc";
import superjson, { type SuperJSONResult } from "superjson";
import { currentRequestId } from "@/server/platform/request-id";
import { serialize } from "@/server/platform/serialize";
import { isTracing } from "@/server/platform/tracing";
import type { Context } from "./context";
import { AppError, badRequest, toPublicError } from "./errors";
import type { Meta } from "./meta";
import type { ResponseState } from "./response-state";
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

type ErrorOrigin = { error: TRPCError; path?: string; response?: ResponseState };

/** An error as tRPC's clients receive it, within the limits of its response. */
export function toErrorShape({ error, path, response }: ErrorOrigin) {
  const { code, message, reason, issues, proof } = toPublicError(error);
  const limit = error instanceof AppError ? error.limit : undefined;
  return {
    code: TRPC_ERROR_CODES_BY_KEY[error.code],
    message,
    data: {
      code,
      httpStatus: statusOf(code),
      path: path?.slice(0, 100),
      requestId: currentRequestId(),
      ...(reason && { reason }),
      // The Retry-After of a stream, whose headers were sent before.
      ...(limit && { retrySeconds: limit.resetSeconds }),
      ...(issues && { issues: response?.claimIssues(issues) ?? issues }),
      ...(proof && { proof }),
    },
  };
}

/** How inputs are read and outputs are written, at every endpoint for tRPC's clients. */
export const transformer = {
  input: { serialize, deserialize: deserializeInput },
  output: { serialize, deserialize: superjson.deserialize },
};

const t = initTRPC
  .context<Context>()
  .meta<Meta>()
  .create({
    transformer,
    errorFormatter: ({ error, path, ctx }) => toErrorShape({ error, path, response: ctx?.response }),
  });

export const { procedure, middleware, createCallerFactory } = t;

/** A router whose calls are traced, if tracing is on (platform/trace-provider.ts). */
export const router: typeof t.router = (procedures) => {
  for (const it of isTracing() ? Object.values(procedures) : []) {
    if (typeof it === "function" && "_def" in it) traceProcedure(it as AnyProcedure);
  }
  return t.router(procedures);
};

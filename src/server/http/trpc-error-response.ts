import "server-only";
import superjson from "superjson";
import type { ErrorResponse } from "./guard";

/** An error from before tRPC, in the shape of a procedure's, so that its client understands it. */
export function toTrpcErrorResponse({ code, message, reason, issues, httpStatus, requestId, path }: ErrorResponse): Response {
  const data = { code, httpStatus, path, requestId, ...(reason && { reason }), ...(issues && { issues }) };
  return Response.json({ error: superjson.serialize({ message, code: -32600, data }) }, { status: httpStatus });
}

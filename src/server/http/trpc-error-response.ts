import "server-only";
import { serialize } from "@/server/platform/serialize";
import type { ErrorResponse } from "./guard";

/** An error from before tRPC, in the format of a procedure's error, so that tRPC's client understands it. */
export function toTrpcErrorResponse(error: ErrorResponse): Response {
  const { code, message, reason, issues, proof, httpStatus, requestId, path } = error;
  const optional = { ...(reason && { reason }), ...(issues && { issues }), ...(proof && { proof }) };
  const data = { code, httpStatus, path, requestId, ...optional };
  return Response.json({ error: serialize({ message, code: -32600, data }) }, { status: httpStatus });
}

import { handleAuth } from "@/server/auth/handler";
import { guard } from "@/server/http/guard";
import { toTrpcErrorResponse } from "@/server/http/trpc-error-response";

/** Signing in and out by cookie. The forms of next-auth's protocol are urlencoded. */
export const { GET, HEAD, OPTIONS, POST, PUT, PATCH, DELETE } = guard({
  maxBytes: 8 * 1024,
  contentTypes: ["application/json", "application/x-www-form-urlencoded"],
  setsCookie: true,
  handle: handleAuth,
  toErrorResponse: toTrpcErrorResponse,
});

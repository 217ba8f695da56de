import { handleAuth } from "@/server/auth/handler";
import { guard } from "@/server/http/guard";
import { toTrpcErrorResponse } from "@/server/http/trpc-error-response";

/** The door of signing in and out. next-auth's own client posts forms. */
const handler = guard({
  maxBytes: 8 * 1024,
  contentTypes: ["application/json", "application/x-www-form-urlencoded"],
  givesCookie: true,
  handle: handleAuth,
  tell: toTrpcErrorResponse,
});

export {
  handler as DELETE,
  handler as GET,
  handler as HEAD,
  handler as OPTIONS,
  handler as PATCH,
  handler as POST,
  handler as PUT,
};

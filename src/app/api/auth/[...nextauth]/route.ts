import { answerAuth } from "@/server/http/auth-door";
import { guard } from "@/server/http/guard";
import { tellLikeTrpc } from "@/server/http/trpc-error";

/** The door of signing in and out. next-auth's own client posts forms. */
const handler = guard({
  maxBytes: 8 * 1024,
  contentTypes: ["application/json", "application/x-www-form-urlencoded"],
  givesCookie: true,
  handle: answerAuth,
  tell: tellLikeTrpc,
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

import { guard } from "@/server/http/guard";
import { answerDocument } from "@/server/http/openapi";
import { tellProblem } from "@/server/http/problem";

/** The contract of the REST door. */
const handler = guard({
  maxBytes: 1024,
  contentTypes: ["application/json"],
  handle: answerDocument,
  tell: tellProblem,
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

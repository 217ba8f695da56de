import { guard } from "@/server/http/guard";
import { handleDocument } from "@/server/rest/openapi";
import { toProblemResponse } from "@/server/rest/problem";

/** The contract of the REST door. */
const handler = guard({
  maxBytes: 1024,
  contentTypes: ["application/json"],
  handle: handleDocument,
  tell: toProblemResponse,
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

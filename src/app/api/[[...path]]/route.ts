import { endpointNotFound } from "@/server/core/errors";
import { guard } from "@/server/http/guard";
import { toProblemResponse } from "@/server/rest/problem";

/** Beside the doors there is none: whoever knocks hears that as every other error, and not as a page. */
const handler = guard({
  maxBytes: 0,
  contentTypes: [],
  handle: () => Promise.reject(endpointNotFound()),
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

import { MAX_BODY_BYTES } from "@/domain/limits";
import { guard } from "@/server/http/guard";
import { handleRest } from "@/server/rest/handler";
import { toProblemResponse } from "@/server/rest/problem";

/** The door of everyone who is not our page. */
const handler = guard({
  maxBytes: MAX_BODY_BYTES,
  contentTypes: ["application/json"],
  handle: handleRest,
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

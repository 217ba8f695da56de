import { MAX_BODY_BYTES } from "@/domain/limits";
import { guard } from "@/server/http/guard";
import { tellProblem } from "@/server/http/problem";
import { answerRest } from "@/server/http/rest-door";

/** The door of everyone who is not our page. */
const handler = guard({
  maxBytes: MAX_BODY_BYTES,
  contentTypes: ["application/json"],
  handle: answerRest,
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

import { MAX_BODY_BYTES } from "@/domain/limits";
import { endpointNotFound } from "@/server/core/errors";
import { guard } from "@/server/http/guard";
import { toProblemResponse } from "@/server/http/problem-response";

/** Every path below /api without an endpoint: an error in the common format instead of a page. */
export const { GET, HEAD, OPTIONS, POST, PUT, PATCH, DELETE } = guard({
  maxBytes: MAX_BODY_BYTES,
  contentTypes: [],
  handle: () => Promise.reject(endpointNotFound()),
  toErrorResponse: toProblemResponse,
});

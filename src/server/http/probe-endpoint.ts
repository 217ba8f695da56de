import "server-only";
import { OUTAGE_SECONDS } from "@/server/core/response-state";
import { currentRequestId } from "@/server/platform/request-id";
import type { EndpointOptions } from "./guard";
import { toProblemResponse } from "./problem-response";
import { jsonResponse, otherMethodResponse } from "./response";

type Obstacle = { reason: string; message: string };

/**
 * An endpoint for load balancers and process managers: 200, or 503 with the reason that `findObstacle` returns. Its calls
 * are not counted, since all of them come from one address.
 */
export const probeEndpoint = (findObstacle: () => Promise<Obstacle | undefined>): EndpointOptions => ({
  maxBytes: 0,
  contentTypes: [],
  async handle(request, response) {
    if (request.method !== "GET" && request.method !== "HEAD") {
      return otherMethodResponse(request, response, ["GET", "HEAD"]);
    }
    response.countedCalls++;
    const obstacle = await findObstacle();
    if (!obstacle) return jsonResponse(request, { status: "ok" }, 200, new Headers());
    response.headers.set("retry-after", String(OUTAGE_SECONDS));
    const error = { code: "SERVICE_UNAVAILABLE", httpStatus: 503, requestId: currentRequestId() ?? "" } as const;
    return toProblemResponse({ ...error, ...obstacle, path: "" }, request);
  },
  toErrorResponse: toProblemResponse,
});

import "server-only";
import { createHash, timingSafeEqual } from "node:crypto";
import { env } from "@/env";
import { AppError, endpointNotFound } from "@/server/core/errors";
import { logRefusal } from "@/server/platform/security-log";
import type { EndpointOptions } from "./guard";
import { toProblemResponse } from "./problem-response";
import { jsonResponse, otherMethodResponse } from "./response";

const hash = (text: string) => createHash("sha256").update(text).digest();
/** In constant time: the hashes have one length, whatever was sent. */
const isSame = (sent: string, expected: string) => timingSafeEqual(hash(sent), hash(expected));

/**
 * An endpoint for a scheduler that sends `Authorization: Bearer` and CRON_SECRET, as Vercel's does: does the work that is due, and answers
 * with its counts. Without CRON_SECRET it does not exist. Calls with the secret are not counted; refused ones are, by address.
 */
export const cronEndpoint = (work: () => Promise<object>): EndpointOptions => ({
  maxBytes: 0,
  contentTypes: [],
  toErrorResponse: toProblemResponse,
  async handle(request, response) {
    const { CRON_SECRET } = env();
    if (!CRON_SECRET) throw endpointNotFound();
    if (request.method !== "GET") return otherMethodResponse(request, response, ["GET"]);
    if (!isSame(request.headers.get("authorization") ?? "", `Bearer ${CRON_SECRET}`)) {
      logRefusal("auth.refused", { why: "wrong secret of a scheduler" });
      throw new AppError("UNAUTHORIZED", "The secret of the scheduler is missing or wrong.");
    }
    response.countedCalls++;
    return jsonResponse(request, await work(), 200, new Headers());
  },
});

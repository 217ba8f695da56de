import "server-only";
import { env, isInspecting } from "@/env";
import { identify } from "@/server/auth/identity";
import type { Principal } from "@/server/auth/principal";
import { readChallenge, readDevice } from "@/server/auth/second-step-cookies";
import { bearerToken } from "@/server/http/bearer-token";
import { clientAddress } from "@/server/http/client-address";
import { originOf } from "@/server/http/origin";
import { type Counts, chargesOf, type LimitName } from "@/server/platform/rate-limit";
import { showStages } from "@/server/platform/trace-buffer";
import { traced } from "@/server/platform/tracing";
import type { ResponseState } from "./response-state";

/** The caller, and what belongs to the request. Everything else is input. */
export type Context = {
  /** Null for anonymous callers and invalid credentials. */
  principal: Principal | null;
  /** True if a token was sent, but is not valid. */
  isTokenInvalid?: boolean;
  /** The caller's network address (http/client-address.ts). */
  address: string;
  userAgent?: string;
  idempotencyKey?: string;
  /** The origin at which the browser has reached the server. */
  origin: () => URL;
  /** The challenge of this browser's sign-in that waits for its second step. */
  challenge?: () => string | undefined;
  /** The secret of this browser, if it is a private device. */
  device?: () => string | undefined;
  /** The calls of this request that were counted with its identity (middleware/rate-limit.ts). */
  counts?: Counts;
  response: ResponseState;
};

/** Whether a caller may inspect requests: everyone in development, in production administrators, but not by personal tokens. */
export const canInspect = (principal: Principal | null) =>
  isInspecting() && (env().NODE_ENV !== "production" || (principal?.role === "ADMIN" && principal.scopes === null));

/**
 * @param headers of the request, at any endpoint
 * @param response collects the headers of its response
 * @param limits of the calls that the request is certain to make
 */
export async function createContext(
  headers: Headers,
  response: ResponseState,
  limits: readonly LimitName[] = [],
): Promise<Context> {
  const address = clientAddress(headers);
  const { principal, counts } = await traced("identify", "identity", () =>
    identify(headers, address, chargesOf(limits)),
  );
  if (canInspect(principal)) showStages();
  return {
    principal,
    counts,
    isTokenInvalid: principal === null && bearerToken(headers) !== undefined,
    address,
    userAgent: headers.get("user-agent") ?? undefined,
    idempotencyKey: headers.get("idempotency-key") ?? undefined,
    origin: () => originOf(headers),
    challenge: () => readChallenge(headers),
    device: () => readDevice(headers),
    response,
  };
}

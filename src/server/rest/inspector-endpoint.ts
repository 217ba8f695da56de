import "server-only";
import { MAX_BODY_BYTES } from "@/domain/limits";
import type { Trace, TraceSpan } from "@/domain/trace";
import { isInspecting } from "@/env";
import { canInspect, createContext } from "@/server/core/context";
import { endpointNotFound, forbidden, notFound } from "@/server/core/errors";
import type { ResponseState } from "@/server/core/response-state";
import { clientAddress } from "@/server/http/client-address";
import type { EndpointOptions } from "@/server/http/guard";
import { toProblemResponse } from "@/server/http/problem-response";
import { jsonResponse, otherMethodResponse } from "@/server/http/response";
import { consumeRateLimit } from "@/server/platform/rate-limit";
import { logRefusal } from "@/server/platform/security-log";
import { findTrace } from "@/server/platform/trace-buffer";
import { REST_BASE, type Route } from "./routes";

/** The path before the id of a trace. */
const BASE = "/api/inspector/";
const startedAt = new Date(Date.now() - process.uptime() * 1000).toISOString().slice(11, 19);

/** Traces that this process keeps, for the inspector: for everyone in development, for administrators in production. */
export const inspectorEndpoint = (routes: readonly Route[]): EndpointOptions => ({
  maxBytes: MAX_BODY_BYTES,
  contentTypes: ["application/json"],
  toErrorResponse: toProblemResponse,
  async handle(request, response) {
    if (!isInspecting()) throw endpointNotFound();
    if (request.method !== "GET") return otherMethodResponse(request, response, ["GET"]);
    response.countedCalls++;
    response.noteLimit(await consumeRateLimit("browse", clientAddress(request.headers)));
    await requireInspector(request, response);
    const trace = findTrace(new URL(request.url).pathname.slice(BASE.length));
    response.headers.set("x-process", `pid ${process.pid}, started ${startedAt} UTC`);
    if (!trace) throw notFound("trace");
    return jsonResponse(request, { ...trace, rest: operationsOf(trace.spans, routes) }, 200, new Headers());
  },
});

async function requireInspector(request: Request, response: ResponseState) {
  if (canInspect(null)) return; // everyone, even while the database is down
  const { principal } = await createContext(request.headers, response);
  if (canInspect(principal)) return;
  logRefusal("role.refused", { userId: principal?.userId, path: "inspector" });
  throw forbidden("Only administrators can do this.");
}

/** The REST operations of the procedures that were called. */
function operationsOf(spans: readonly TraceSpan[], routes: readonly Route[]): Trace["rest"] {
  const called = new Set(spans.filter(({ layer }) => layer === "procedure").map(({ name }) => name));
  const found = routes.filter(({ procedure }) => called.has(procedure));
  return Object.fromEntries(
    found.map(({ procedure, name, method, path }) => [procedure, { name, method, path: REST_BASE + path }]),
  );
}

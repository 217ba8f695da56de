import "server-only";
import { subscribe } from "node:diagnostics_channel";
import type { IncomingMessage, ServerResponse } from "node:http";
import {
  defaultTextMapGetter,
  ROOT_CONTEXT,
  type Span,
  SpanKind,
  SpanStatusCode,
  type Tracer,
  trace,
} from "@opentelemetry/api";
import { W3CTraceContextPropagator } from "@opentelemetry/core";
import { waitUntil } from "@vercel/functions";
import { env, isInspecting } from "@/env";
import { enterSpan } from "./request-id";
import { keepTrace, serverTimingOf } from "./trace-buffer";
import { flushTraces, followClock, LAYER, LOCAL_PATH, traceparentOf } from "./tracing";

/** Files of the build, what Next's tools ask for in development, and what the inspector does. */
const UNTRACED = /^\/(_next\/|__nextjs|favicon|api\/inspector)/;

/**
 * Begins a trace with each request, and names it in `traceparent` of the response (Trace Context, W3C). A trace of the
 * caller is continued with TRUST_TRACEPARENT; otherwise it is linked: strangers cannot add to our traces, or make us record.
 */
export function traceRequests(tracer: Tracer): void {
  const propagator = new W3CTraceContextPropagator();
  subscribe("http.server.request.start", (message) => {
    const { request, response } = message as { request: IncomingMessage; response: ServerResponse };
    const { method = "", headers, url = "" } = request;
    const path = pathOf(url);
    if (UNTRACED.test(path) || path.startsWith(LOCAL_PATH)) return;
    followClock();
    const caller = propagator.extract(ROOT_CONTEXT, headers, defaultTextMapGetter);
    const theirs = trace.getSpanContext(caller);
    const isTrusted = env().TRUST_TRACEPARENT === "true";
    const span = tracer.startSpan(
      method,
      {
        kind: SpanKind.SERVER,
        attributes: { [LAYER]: "request", "http.request.method": method, "url.path": path },
        links: theirs && !isTrusted ? [{ context: { ...theirs, traceState: undefined } }] : [],
      },
      isTrusted ? caller : ROOT_CONTEXT,
    );
    response.setHeader("traceparent", traceparentOf(span));
    response.once("close", () => endRequest(span, response));
    if (isInspecting() && span.isRecording()) inspect(span, request, response);
    enterSpan(span, !path.startsWith("/api/")); // for Next, which traces the request of an active span: only pages need it
  });
}

/** Keeps the request for the inspector, and names its trace and stages once its headers are sent. */
function inspect(span: Span, request: IncomingMessage, response: ServerResponse) {
  keepTrace(span, request, response);
  const { writeHead } = response;
  response.writeHead = (...args: unknown[]) => {
    response.setHeader("server-timing", serverTimingOf(span.spanContext().traceId));
    return writeHead.apply(response, args as never);
  };
}

/** Without its query, which has input, and without the authority of an absolute target, which may have a password. */
function pathOf(target: string): string {
  const [path = ""] = target.split("?", 1);
  return !path.startsWith("/") && URL.canParse(path) ? new URL(path).pathname : path;
}

function endRequest(span: Span, { statusCode, writableFinished }: ServerResponse) {
  const end = performance.now();
  span.setAttribute("http.response.status_code", statusCode);
  if (!writableFinished) span.setAttribute("error.type", "aborted");
  if (statusCode >= 500) span.setStatus({ code: SpanStatusCode.ERROR });
  setImmediate(() => span.end(end)); // Next still adds attributes: with an ended span, each would cost a stack trace
  if (env().VERCEL) waitUntil(flushTraces()); // a function may be suspended after its response
}

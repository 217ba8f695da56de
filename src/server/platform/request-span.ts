import "server-only";
import { subscribe } from "node:diagnostics_channel";
import type { IncomingMessage, ServerResponse } from "node:http";
import { defaultTextMapGetter, ROOT_CONTEXT, type Span, SpanKind, SpanStatusCode, trace } from "@opentelemetry/api";
import { W3CTraceContextPropagator } from "@opentelemetry/core";
import type { ReadableSpan } from "@opentelemetry/sdk-trace-base";
import { waitUntil } from "@vercel/functions";
import { env } from "@/env";
import { product } from "@/product";
import { isStopping } from "./draining";
import { enterContext } from "./request-id";
import { flushTraces, LAYER } from "./tracing";

/** Files of the build, and what Next's tools ask for in development. */
const UNTRACED = /^\/(_next\/|__nextjs|favicon)/;

/**
 * Begins a trace with each request, and names it in `traceparent` of the response (Trace Context, W3C). A trace of the
 * caller is continued with TRUST_TRACEPARENT; otherwise it is linked: strangers cannot add to our traces, or make us record.
 */
export function traceRequests(): void {
  const propagator = new W3CTraceContextPropagator();
  subscribe("http.server.request.start", (message) => {
    const { request, response } = message as { request: IncomingMessage; response: ServerResponse };
    const { method = "", headers, url = "" } = request;
    const path = url.split("?", 1)[0] ?? ""; // a query has input
    if (UNTRACED.test(path)) return;
    const caller = propagator.extract(ROOT_CONTEXT, headers, defaultTextMapGetter);
    const theirs = trace.getSpanContext(caller);
    const isTrusted = env().TRUST_TRACEPARENT === "true";
    const span = trace.getTracer(product.slug).startSpan(
      method,
      {
        kind: SpanKind.SERVER,
        attributes: { [LAYER]: "request", "http.request.method": method, "url.path": path },
        links: theirs && !isTrusted ? [{ context: theirs }] : [],
      },
      isTrusted ? caller : ROOT_CONTEXT,
    );
    response.setHeader("traceparent", traceparentOf(span));
    response.once("close", () => endRequest(span, response, method));
    enterContext(trace.setSpan(ROOT_CONTEXT, span));
  });
}

function traceparentOf(span: Span): string {
  const { traceId, spanId, traceFlags } = span.spanContext();
  return `00-${traceId}-${spanId}-${traceFlags.toString(16).padStart(2, "0")}`;
}

function endRequest(span: Span, { statusCode, writableFinished }: ServerResponse, method: string) {
  const route = (span as Partial<ReadableSpan>).attributes?.["http.route"]; // set by Next
  if (route) span.updateName(`${method} ${route}`);
  span.setAttribute("http.response.status_code", statusCode);
  if (!writableFinished) span.setAttribute("error.type", "aborted");
  if (statusCode >= 500) span.setStatus({ code: SpanStatusCode.ERROR });
  span.end();
  if (env().VERCEL || isStopping()) waitUntil(flushTraces()); // no later time is certain
}

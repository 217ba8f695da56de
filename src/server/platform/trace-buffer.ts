import "server-only";
import type { IncomingMessage, ServerResponse } from "node:http";
import type { HrTime, Span } from "@opentelemetry/api";
import type { ReadableSpan, SpanProcessor } from "@opentelemetry/sdk-trace-base";
import type { Header, Trace, TraceSpan } from "@/domain/trace";
import { env, isInspecting } from "@/env";
import { redactHeaders } from "./redact-headers";
import { singleton } from "./singleton";
import { currentTraceId, LAYER } from "./tracing";

/** Requests that are kept, and spans and log lines of each, at most. */
const MAX_TRACES = 200;
const MAX_SPANS = 1000;
const MAX_LINES = 100;

type Kept = {
  /** Has the method and path of the request: those of a request that Next cannot route are changed later. */
  root: ReadableSpan;
  requestHeaders: Header[];
  response: ServerResponse;
  spans: TraceSpan[];
  lines: string[];
  /** Whether the response says how long its stages took. To strangers, that would say what is in the database. */
  showsStages: boolean;
};

const toMs = ([seconds, nanoseconds]: HrTime) => seconds * 1000 + nanoseconds / 1e6;

const traces = () => singleton("traces", () => new Map<string, Kept>());

/** Keeps the trace that begins with this span, which is recorded, and drops the oldest one. */
export function keepTrace(span: Span, request: IncomingMessage, response: ServerResponse): void {
  const requestHeaders = redactHeaders(request.rawHeaders); // before Next adds its own
  const root = span as Span & ReadableSpan;
  const showsStages = env().NODE_ENV !== "production";
  traces().set(root.spanContext().traceId, { root, requestHeaders, response, spans: [], lines: [], showsStages });
  const [oldest] = traces().keys();
  if (traces().size > MAX_TRACES && oldest) traces().delete(oldest);
}

/** Adds the spans that end to the traces that are kept. */
export const bufferProcessor: SpanProcessor = {
  onStart() {},
  onEnd(span) {
    const { traceId, spanId } = span.spanContext();
    const trace = traces().get(traceId);
    if (!trace) return;
    const { [LAYER]: layer, "db.query.text": sql, "error.type": error } = span.attributes;
    if (trace.spans.length >= MAX_SPANS) return;
    trace.spans.push({
      id: spanId,
      parentId: spanId === trace.root.spanContext().spanId ? null : (span.parentSpanContext?.spanId ?? null),
      name: span.name,
      layer: (layer as string | undefined) ?? null,
      start: toMs(span.startTime) - toMs(trace.root.startTime),
      ms: toMs(span.duration),
      ...(sql !== undefined && { sql: String(sql) }),
      ...(error !== undefined && { error: String(error) }),
    });
  },
  forceFlush: async () => {},
  shutdown: async () => {},
};

/** Adds a line of the log to the trace of its request. @returns the line */
export function keepLine(line: string): string {
  const traceId = isInspecting() ? currentTraceId() : undefined;
  const { lines } = (traceId && traces().get(traceId)) || {};
  if (lines && lines.length < MAX_LINES) lines.push(line);
  return line;
}

/** A request as it went over HTTP, with its spans and log lines; undefined if this process does not have it. */
export function findTrace(id: string): Omit<Trace, "rest"> | undefined {
  const trace = traces().get(id);
  if (!trace) return undefined;
  const { root, requestHeaders, response, spans, lines } = trace;
  const { attributes, ended } = root;
  const startedAt = toMs(root.startTime);
  return {
    id,
    request: {
      method: String(attributes["http.request.method"]),
      path: String(attributes["url.path"]),
      route: attributes["http.route"] as string | undefined,
      status: response.statusCode,
      requestId: attributes["request.id"] as string | undefined,
      startedAt,
      ms: ended ? toMs(root.duration) : Date.now() - startedAt,
      isOpen: !ended,
      headers: requestHeaders,
      responseHeaders: redactHeaders(
        Object.entries(response.getHeaders()).flatMap(([name, value]) =>
          [value].flat().flatMap((text) => [name, String(text)]),
        ),
      ),
    },
    spans,
    log: lines.map((line) => JSON.parse(line) as Record<string, unknown>),
  };
}

/** Names the stages of the current response from now on: its caller may inspect requests. */
export function showStages(): void {
  const trace = traces().get(currentTraceId() ?? "");
  if (trace) trace.showsStages = true;
}

/** A request's trace, and its stages so far, for the browser's tools: milliseconds by layer (Server-Timing, W3C). */
export function serverTimingOf(traceId: string): string {
  const { showsStages, spans = [] } = traces().get(traceId) ?? {};
  const stages = new Map<string, number>();
  for (const { layer, ms } of showsStages ? spans : []) {
    if (layer && layer !== "middleware") stages.set(layer, (stages.get(layer) ?? 0) + ms);
  }
  return [`trace;desc="${traceId}"`, ...[...stages].map(([layer, ms]) => `${layer};dur=${ms.toFixed(1)}`)].join(", ");
}

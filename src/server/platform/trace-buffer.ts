import "server-only";
import type { IncomingMessage, ServerResponse } from "node:http";
import type { HrTime, Span } from "@opentelemetry/api";
import type { ReadableSpan, SpanProcessor } from "@opentelemetry/sdk-trace-base";
import { isInspecting } from "@/env";
import { type HeaderList, redactHeaders } from "./redact-headers";
import { singleton } from "./singleton";
import { currentTraceId, LAYER } from "./tracing";

/** Requests that are kept, and spans and log lines of each, at most. */
const MAX_TRACES = 200;
const MAX_SPANS = 1000;
const MAX_LINES = 100;

/** Times in milliseconds: that of a request since the epoch, those of its spans since its start. */
export type KeptSpan = {
  id: string;
  parentId: string | null;
  name: string;
  /** Null for a span of Next. */
  layer: string | null;
  start: number;
  ms: number;
  sql?: string;
  error?: string;
};
type Kept = {
  rootId: string;
  startedAt: number;
  /** None while the response is open. */
  ended?: ReadableSpan;
  request: IncomingMessage;
  requestHeaders: HeaderList;
  response: ServerResponse;
  spans: KeptSpan[];
  lines: string[];
};

const toMs = ([seconds, nanoseconds]: HrTime) => seconds * 1000 + nanoseconds / 1e6;

const traces = () => singleton("traces", () => new Map<string, Kept>());

/** Keeps the trace that begins with this span, and drops the oldest one. */
export function keepTrace(span: Span, request: IncomingMessage, response: ServerResponse): void {
  const { traceId, spanId } = span.spanContext();
  const requestHeaders = redactHeaders(request.rawHeaders); // before Next adds its own
  const { startTime } = span as Span & Pick<ReadableSpan, "startTime">;
  const startedAt = toMs(startTime);
  traces().set(traceId, { rootId: spanId, startedAt, request, requestHeaders, response, spans: [], lines: [] });
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
    if (spanId === trace.rootId) trace.ended = span;
    const { [LAYER]: layer, "db.query.text": sql, "error.type": error } = span.attributes;
    if (trace.spans.length >= MAX_SPANS) return;
    trace.spans.push({
      id: spanId,
      parentId: spanId === trace.rootId ? null : (span.parentSpanContext?.spanId ?? null),
      name: span.name,
      layer: (layer as string | undefined) ?? null,
      start: toMs(span.startTime) - trace.startedAt,
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
export function findTrace(id: string) {
  const trace = traces().get(id);
  if (!trace) return undefined;
  const { request, requestHeaders, response, startedAt, ended, spans, lines } = trace;
  const { attributes } = ended ?? {};
  return {
    id,
    request: {
      method: request.method ?? "",
      path: String(request.url ?? "").split("?", 1)[0] ?? "",
      route: attributes?.["http.route"] as string | undefined,
      status: response.statusCode,
      requestId: attributes?.["request.id"] as string | undefined,
      startedAt,
      ms: ended ? toMs(ended.duration) : Date.now() - startedAt,
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

/** The stages of a request so far, for the browser's tools: milliseconds by layer (Server-Timing, W3C). */
export function serverTimingOf(traceId: string): string {
  const stages = new Map<string, number>();
  for (const { layer, ms } of traces().get(traceId)?.spans ?? []) {
    if (layer && layer !== "middleware") stages.set(layer, (stages.get(layer) ?? 0) + ms);
  }
  return [`trace;desc="${traceId}"`, ...[...stages].map(([layer, ms]) => `${layer};dur=${ms.toFixed(1)}`)].join(", ");
}

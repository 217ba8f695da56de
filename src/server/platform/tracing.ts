import "server-only";
import { type Attributes, type Span, SpanKind, SpanStatusCode, TraceFlags } from "@opentelemetry/api";
import { TRPCError } from "@trpc/server";
import { isServerError, toPublicError } from "@/server/core/errors";
import { activeSpan, currentRequest, runInSpan } from "./request-id";
import { singleton } from "./singleton";
import { type PartsConfig, SpanPart } from "./span-part";

/** What a span of ours is about: where the inspector puts it. Those of Next have none. */
export type Layer =
  | "request"
  | "guard"
  | "identity"
  | "procedure"
  | "middleware"
  | "service"
  | "sql"
  | "outbound"
  | "hash";

export const LAYER = "app.layer";

/** Where the paths begin of a server that this process runs for itself: its requests are no requests of ours. */
export const LOCAL_PATH = "/__local/";

type State = { parts?: PartsConfig; flush: () => Promise<void> };
const state = () => singleton("tracing", (): State => ({ flush: async () => {} }));

/** Whether requests are traced; known before the routers are loaded. */
export const isTracing = () => state().parts !== undefined;

/** Called once, before the first request. @param flush sends what has ended */
export function turnOnTracing(parts: PartsConfig, flush: () => Promise<void>): void {
  Object.assign(state(), { parts, flush });
}

/**
 * Follows the time of day, which may be set, for the parts of requests: read for each of them, it would cost as much as the rest
 * of a part. It is in whole ms: within one, parts keep their sequence.
 */
export function followClock(): void {
  const { parts } = state();
  const epoch = Date.now() - performance.now();
  if (parts && Math.abs(parts.epoch - epoch) > 1) parts.epoch = epoch;
}

/** Sends the spans of responses that have ended: the process is about to stop or to be suspended. */
export async function flushTraces(): Promise<void> {
  if (!isTracing()) return;
  await new Promise(setImmediate); // see request-span.ts
  await state().flush();
}

/** The trace id of the current request; undefined without one. */
export const currentTraceId = () => currentRequest().span?.spanContext().traceId;

/** Names the span of the current request by its route, such as `/users/[id]`. */
export function nameRequest(route: string): void {
  const span: (Span & { name?: string }) | undefined = currentRequest().span;
  const [method] = span?.name?.split(" ") ?? [];
  span?.setAttribute("http.route", route).updateName(`${method} ${route}`);
}

const isSampled = (span: Span | undefined): span is Span =>
  span !== undefined && (span.spanContext().traceFlags & TraceFlags.SAMPLED) !== 0;

/** Whether the request is traced: neither off nor unsampled does tracing cost anything. */
export const isRecorded = () => isSampled(activeSpan());

/** A part of the active span; undefined if the request is not traced. */
export function startSpan(
  name: string,
  layer: Layer,
  attributes?: Attributes,
  kind = SpanKind.INTERNAL,
): Span | undefined {
  const parent = activeSpan();
  const { parts } = state();
  if (!(parts && isSampled(parent))) return undefined;
  const span = new SpanPart(parts, name, kind, parent.spanContext()).setAttribute(LAYER, layer);
  return attributes ? span.setAttributes(attributes) : span;
}

/** The header that names a span to another server (Trace Context, W3C). */
export function traceparentOf(span: Span): string {
  const { traceId, spanId, traceFlags } = span.spanContext();
  return `00-${traceId}-${spanId}-${traceFlags.toString(16).padStart(2, "0")}`;
}

/** Ends a span. Of an error it has the kind only: messages of databases contain values. */
export function endSpan(span: Span, error?: unknown): void {
  if (error !== undefined) {
    const publicCode = error instanceof TRPCError ? toPublicError(error).code : undefined;
    const { code, name } = error as { code?: string; name?: string };
    span.setAttribute("error.type", publicCode ?? code ?? name ?? "Error");
    if (!publicCode || isServerError(publicCode)) span.setStatus({ code: SpanStatusCode.ERROR });
  }
  span.end();
}

/** Runs `work` as a span of the request's trace. */
export function traced<Result>(name: string, layer: Layer, work: () => Promise<Result>): Promise<Result> {
  const span = startSpan(name, layer);
  return span ? tracedBy(span, work) : work();
}

async function tracedBy<Result>(span: Span, work: () => Promise<Result>): Promise<Result> {
  try {
    const result = await runInSpan(span, work);
    endSpan(span);
    return result;
  } catch (error) {
    endSpan(span, error);
    throw error;
  }
}

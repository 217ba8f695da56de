import "server-only";
import { type Attributes, context, type Span, SpanStatusCode, TraceFlags, trace } from "@opentelemetry/api";
import { TRPCError } from "@trpc/server";
import { product } from "@/product";
import { isServerError, toPublicError } from "@/server/core/errors";
import { singleton } from "./singleton";

/** What a span of ours is about: where the inspector puts it. Those of Next have none. */
export type Layer = "request" | "guard" | "identity" | "procedure" | "middleware" | "service" | "sql" | "hash";

export const LAYER = "app.layer";

const state = () => singleton("tracing", () => ({ isOn: false, flush: async () => {} }));

/** Whether requests are traced; known before the routers are loaded. */
export const isTracing = () => state().isOn;

/** Called once, before the first request. @param flush sends what has ended */
export function turnOnTracing(flush: () => Promise<void>): void {
  Object.assign(state(), { isOn: true, flush });
}

/** Sends the spans that have ended: the process is about to stop or to be suspended. */
export const flushTraces = () => state().flush();

/** The trace id of the current request; undefined without one. */
export const currentTraceId = () => trace.getActiveSpan()?.spanContext().traceId;

/** A part of the active span; undefined if the request is not traced: neither off nor unsampled does tracing cost anything. */
export function startSpan(name: string, layer: Layer, attributes?: Attributes): Span | undefined {
  const parent = trace.getActiveSpan();
  if (!parent || !(parent.spanContext().traceFlags & TraceFlags.SAMPLED)) return undefined;
  return trace.getTracer(product.slug).startSpan(name, { attributes: { [LAYER]: layer, ...attributes } });
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

/** Runs `work` within a span: spans that it starts are parts of it. */
export const runInSpan = <Result>(span: Span, work: () => Result): Result =>
  context.with(trace.setSpan(context.active(), span), work);

/** Runs `work` as a span of the request's trace. */
export async function traced<Result>(name: string, layer: Layer, work: () => Promise<Result>): Promise<Result> {
  const span = startSpan(name, layer);
  if (!span) return work();
  try {
    const result = await runInSpan(span, work);
    endSpan(span);
    return result;
  } catch (error) {
    endSpan(span, error);
    throw error;
  }
}

import "server-only";
import {
  type Attributes,
  type Context,
  context,
  type Span,
  type SpanOptions,
  TraceFlags,
  type Tracer,
  type TracerProvider,
  trace,
} from "@opentelemetry/api";
import { nameRequest } from "./tracing";

/** What Next does for a page, and calls of other servers. The rest of its spans repeats ours. */
const WANTED = new Set(["AppRender.getBodyResult", "AppRender.fetch", "ResolveMetadata.generateMetadata"]);
/** Its other attributes contain URLs with queries. */
const KEPT = ["next.span_type", "next.route", "http.method", "net.peer.name"];

const kept = (attributes: Attributes = {}): Attributes =>
  Object.fromEntries(KEPT.flatMap((key) => (attributes[key] === undefined ? [] : [[key, attributes[key]]])));

/** The tracer that Next uses, without the spans that nobody needs, and without texts that contain values. */
export function nextTracer(tracer: Tracer): Tracer {
  function start(name: string, options: SpanOptions, parent: Context): Span | undefined {
    const isSampled = (trace.getSpanContext(parent)?.traceFlags ?? 0) & TraceFlags.SAMPLED;
    const { "next.span_type": type, "next.route": route } = options.attributes ?? {};
    if (isSampled && typeof route === "string") nameRequest(route);
    if (!isSampled || typeof type !== "string" || !WANTED.has(type)) return undefined;
    const { "http.method": method, "net.peer.name": host } = options.attributes ?? {};
    const ourName = type === "AppRender.fetch" ? `fetch ${method ?? ""} ${host ?? ""}` : name;
    const span = tracer.startSpan(ourName, { ...options, attributes: kept(options.attributes) }, parent);
    const { setAttributes, setStatus } = span;
    return Object.assign(span, {
      setAttributes: (attributes: Attributes) => setAttributes.call(span, kept(attributes)),
      recordException() {}, // its message may contain values
      setStatus: ({ code }: Parameters<Span["setStatus"]>[0]) => setStatus.call(span, { code }),
    });
  }

  /** Takes the place of a span that is left out: parts of it are parts of its parent. */
  const placeholder = (parent: Context) => trace.wrapSpanContext(trace.getSpanContext(parent) ?? INVALID);

  return {
    startSpan: (name, options = {}, parent = context.active()) => start(name, options, parent) ?? placeholder(parent),
    startActiveSpan(name: string, ...rest: unknown[]) {
      const work = rest.at(-1) as (span: Span) => never;
      const [options = {}, parent = context.active()] = rest.slice(0, -1) as [SpanOptions?, Context?];
      const span = start(name, options, parent);
      return span ? context.with(trace.setSpan(parent, span), () => work(span)) : work(placeholder(parent));
    },
  };
}

const INVALID = { traceId: "", spanId: "", traceFlags: TraceFlags.NONE };

/**
 * The provider that Next finds. By the name of its class, Next takes tracing for off, except for requests with an active span
 * that is recorded: otherwise it would do the work of its spans for each request, a fifth of its processor time.
 */
export function providerForNext(provider: TracerProvider): TracerProvider {
  const tracer = nextTracer(provider.getTracer("next.js"));
  class Provider {
    static readonly name = "NoopTracerProvider"; // builds shorten names
    getTracer = () => tracer;
  }
  return new Provider();
}

/** The spans that Next starts: which are kept, and what they contain. */
import { ROOT_CONTEXT, SpanStatusCode, trace } from "@opentelemetry/api";
import { BasicTracerProvider, InMemorySpanExporter, SimpleSpanProcessor } from "@opentelemetry/sdk-trace-base";
import { beforeEach, expect, it } from "vitest";
import { nextTracer } from "@/server/platform/next-tracer";

const exporter = new InMemorySpanExporter();
const provider = new BasicTracerProvider({ spanProcessors: [new SimpleSpanProcessor(exporter)] });
const tracer = nextTracer(provider.getTracer("next.js"));
const request = provider.getTracer("test").startSpan("GET");
const active = trace.setSpan(ROOT_CONTEXT, request);
const SECRET = "token=hidden";

beforeEach(() => exporter.reset());

const start = (type: string, attributes = {}) =>
  tracer.startSpan(`span ?${SECRET}`, { attributes: { "next.span_type": type, ...attributes } }, active);

it("the rendering of a page is kept, with its route", () => {
  start("AppRender.getBodyResult", { "next.route": "/users/[id]", "http.target": `/users/1?${SECRET}` }).end();
  const [span] = exporter.getFinishedSpans();
  expect(span?.attributes).toEqual({ "next.span_type": "AppRender.getBodyResult", "next.route": "/users/[id]" });
  expect(span?.parentSpanContext?.spanId).toBe(request.spanContext().spanId);
});

it("a call of another server is named by method and host, without its URL", () => {
  const url = `https://rates.example/v1?${SECRET}`;
  const attributes = { "http.method": "GET", "http.url": url, "net.peer.name": "rates.example" };
  const span = start("AppRender.fetch", attributes);
  span.setAttributes({ "http.url": url });
  span.recordException(new Error(SECRET));
  span.setStatus({ code: SpanStatusCode.ERROR, message: SECRET });
  span.end();
  const [fetched] = exporter.getFinishedSpans();
  expect(fetched).toMatchObject({
    name: "fetch GET rates.example",
    status: { code: SpanStatusCode.ERROR },
    events: [],
  });
  expect(JSON.stringify([fetched?.attributes, fetched?.status])).not.toContain(SECRET);
});

it("other spans are left out, and their parts belong to their parent", () => {
  const unwanted = start("BaseServer.handleRequest");
  expect(unwanted.spanContext()).toEqual(request.spanContext());
  unwanted.setStatus({ code: SpanStatusCode.ERROR }).end();
  tracer.startActiveSpan(
    "route",
    { attributes: { "next.span_type": "AppRouteRouteHandlers.runHandler" } },
    active,
    (span) => span.end(),
  );
  expect(exporter.getFinishedSpans()).toEqual([]);
  expect(request.isRecording()).toBe(true);
});

it("a request that is not traced has no span of Next", () => {
  const attributes = { "next.span_type": "AppRender.getBodyResult" };
  tracer.startSpan("render", { attributes }, ROOT_CONTEXT).end();
  expect(exporter.getFinishedSpans()).toEqual([]);
});

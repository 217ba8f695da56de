/** Spans as collectors receive them: as the SDK encodes them. */
import { createTraceState, ROOT_CONTEXT, SpanKind, SpanStatusCode, TraceFlags, trace } from "@opentelemetry/api";
import { ProtobufTraceSerializer } from "@opentelemetry/otlp-transformer";
import { resourceFromAttributes } from "@opentelemetry/resources";
import { BasicTracerProvider, InMemorySpanExporter, SimpleSpanProcessor } from "@opentelemetry/sdk-trace-base";
import { expect, it } from "vitest";
import { encodeSpans } from "@/server/platform/otlp";
import { SpanPart } from "@/server/platform/span-part";
import { decodeTraces } from "../setup/otlp-collector";

const exporter = new InMemorySpanExporter();
const resource = resourceFromAttributes({ "service.name": "café", "service.replicas": 3 });
const provider = new BasicTracerProvider({ resource, spanProcessors: [new SimpleSpanProcessor(exporter)] });
const tracer = provider.getTracer("own");
const CALLER = {
  traceId: "0af7651916cd43dd8448eb211c80319c",
  spanId: "b7ad6b7169203331",
  traceFlags: TraceFlags.SAMPLED,
  isRemote: true,
  traceState: createTraceState("vendor=value"),
};
const remote = trace.setSpanContext(ROOT_CONTEXT, CALLER);

function makeSpans() {
  const root = tracer.startSpan("GET /", { kind: SpanKind.SERVER, attributes: { "url.path": "/ä/€" } }, remote);
  root.setAttributes({ "http.response.status_code": 503, "server.port": 65_535, big: 2 ** 40, isOpen: true });
  const part = tracer.startSpan("part", { links: [{ context: CALLER }] }, trace.setSpan(ROOT_CONTEXT, root));
  part.setStatus({ code: SpanStatusCode.ERROR }).end();
  provider
    .getTracer("other")
    .startSpan("x".repeat(70_000), { startTime: [4_294_967_295, 999_999_999] })
    .end([4_294_967_296, 1]);
  root.end();
  return exporter.getFinishedSpans();
}

it("a batch has the same content as that of the SDK", () => {
  const spans = makeSpans();
  const theirs = decodeTraces(Buffer.from(ProtobufTraceSerializer.serializeRequest(spans) ?? []));
  const ours = decodeTraces(Buffer.from(encodeSpans(spans)));
  expect(theirs.spans.map(({ flags }) => flags)).toContain(0x301); // its parent is of another process
  expect(ours).toEqual(theirs);
});

it("a part has the content of a span of the SDK, and cuts long texts", () => {
  const parent = tracer.startSpan("GET /", {}, remote);
  const ended: unknown[] = [];
  const config = {
    resource,
    scope: { name: "own" },
    maxText: 5,
    epoch: 1e12,
    onEnd: (span: unknown) => ended.push(span),
  };
  const part = new SpanPart(config, "part", SpanKind.CLIENT, parent.spanContext());
  part.setAttributes({ text: "123456", count: 7 }).setStatus({ code: SpanStatusCode.ERROR });
  part.end();
  part.setAttribute("late", 1).updateName("late").end();
  expect(ended).toEqual([part]);
  const [span] = decodeTraces(Buffer.from(encodeSpans([part]))).spans;
  expect(span).toMatchObject({
    traceId: CALLER.traceId,
    parentId: parent.spanContext().spanId,
    spanId: expect.stringMatching(/^[0-9a-f]{16}$/),
    name: "part",
    kind: 3,
    attributes: { text: "12345", count: 7 },
    status: 2,
    traceState: "vendor=value",
    flags: 0x101,
  });
  expect(span?.nanoseconds).toBeGreaterThanOrEqual(0);
  expect(Math.floor(Number(span?.startNanoseconds) / 1e15)).toBe(1000); // the epoch, and less than 11 days
});

it("parts have ids of their own", () => {
  const config = { resource, scope: { name: "own" }, maxText: 5, epoch: 0, onEnd: () => {} };
  const parts = Array.from({ length: 100 }, () => new SpanPart(config, "part", SpanKind.INTERNAL, CALLER));
  const ids = new Set(parts.map((it) => it.spanContext().spanId));
  expect(ids.size).toBe(100);
  for (const id of ids) expect(id).toMatch(/^[0-9a-f]{16}$/);
});

import "server-only";
import { context, DiagLogLevel, diag, propagation, type TracerProvider, trace } from "@opentelemetry/api";
import { ExportResultCode } from "@opentelemetry/core";
import { OTLPTraceExporter } from "@opentelemetry/exporter-trace-otlp-proto";
import { defaultResource, detectResources, envDetector, resourceFromAttributes } from "@opentelemetry/resources";
import { BasicTracerProvider, BatchSpanProcessor, type SpanExporter } from "@opentelemetry/sdk-trace-base";
import { product } from "@/product";
import { log } from "./log";
import { nextTracer } from "./next-tracer";
import { contextManager, runOutsideRequest } from "./request-id";
import { traceRequests } from "./request-span";
import { turnOnTracing } from "./tracing";

/** Bytes of a text in a span: statements are longer than other texts. */
const MAX_TEXT = 4000;

/** Sends spans in batches to OTEL_EXPORTER_OTLP_ENDPOINT. OpenTelemetry reads its own variables. */
export function exportTraces(): void {
  const nothing = () => {}; // Next adds attributes to spans that have ended: a warning each
  diag.setLogger({ error: warn, warn: nothing, info: nothing, debug: nothing, verbose: nothing }, DiagLogLevel.ERROR);
  const resource = defaultResource()
    .merge(resourceFromAttributes({ "service.name": product.slug }))
    .merge(detectResources({ detectors: [envDetector] }));
  const provider = new BasicTracerProvider({
    resource,
    spanProcessors: [new BatchSpanProcessor(reporting(new OTLPTraceExporter()))],
    spanLimits: { attributeValueLengthLimit: MAX_TEXT },
  });
  const ofNext = nextTracer(provider.getTracer("next.js"));
  const tracers: TracerProvider = {
    getTracer: (name, ...rest) => (name === "next.js" ? ofNext : provider.getTracer(name, ...rest)),
  };
  context.setGlobalContextManager(contextManager);
  trace.setGlobalTracerProvider(tracers);
  propagation.disable(); // the headers of callers are read in request-span.ts alone
  turnOnTracing(() => provider.forceFlush().catch(() => {}));
  traceRequests();
}

const warn = (message: string) => runOutsideRequest(() => log.warn({ event: "tracing" }, message));

/** Logs when sending begins to fail, and when it works again: each batch fails while a collector is away. */
function reporting(exporter: OTLPTraceExporter): SpanExporter {
  let isFailing = false;
  return {
    export(spans, done) {
      exporter.export(spans, ({ code, error }) => {
        const failed = code === ExportResultCode.FAILED;
        if (failed && !isFailing)
          warn(`traces cannot be sent and are dropped meanwhile: ${error?.message ?? "refused"}`);
        if (!failed && isFailing) runOutsideRequest(() => log.info({ event: "tracing" }, "traces are sent again"));
        isFailing = failed;
        done({ code: ExportResultCode.SUCCESS });
      });
    },
    forceFlush: () => exporter.forceFlush(),
    shutdown: () => exporter.shutdown(),
  };
}

import "server-only";
import { context, propagation, type TracerProvider, trace } from "@opentelemetry/api";
import { defaultResource, detectResources, envDetector, resourceFromAttributes } from "@opentelemetry/resources";
import { BasicTracerProvider } from "@opentelemetry/sdk-trace-base";
import { env, isInspecting } from "@/env";
import { product } from "@/product";
import { nextTracer } from "./next-tracer";
import { contextManager } from "./request-id";
import { traceRequests } from "./request-span";
import { bufferProcessor } from "./trace-buffer";
import { exportingProcessor } from "./trace-export";
import { turnOnTracing } from "./tracing";

/** Bytes of a text in a span: statements are longer than other texts. */
const MAX_TEXT = 4000;

/**
 * Traces requests from now on: for a collector, if OTEL_EXPORTER_OTLP_ENDPOINT is set, and for the inspector, if it is on.
 * OpenTelemetry reads its own variables. Called before the routers are loaded.
 */
export function startTracing(): void {
  const resource = defaultResource()
    .merge(resourceFromAttributes({ "service.name": product.slug }))
    .merge(detectResources({ detectors: [envDetector] }));
  const provider = new BasicTracerProvider({
    resource,
    spanProcessors: [
      ...(env().OTEL_EXPORTER_OTLP_ENDPOINT ? [exportingProcessor()] : []),
      ...(isInspecting() ? [bufferProcessor] : []),
    ],
    spanLimits: { attributeValueLengthLimit: MAX_TEXT },
  });
  const ofNext = nextTracer(provider.getTracer("next.js"));
  const tracers: TracerProvider = {
    getTracer: (name, ...rest) => (name === "next.js" ? ofNext : provider.getTracer(name, ...rest)),
  };
  context.setGlobalContextManager(contextManager);
  trace.setGlobalTracerProvider(tracers);
  propagation.disable(); // the headers of callers are read in request-span.ts alone
  const tracer = provider.getTracer(product.slug);
  turnOnTracing(tracer, () => provider.forceFlush().catch(() => {}));
  traceRequests(tracer);
}

import "server-only";
import { context, propagation, trace } from "@opentelemetry/api";
import { defaultResource, detectResources, envDetector, resourceFromAttributes } from "@opentelemetry/resources";
import { BasicTracerProvider, type ReadableSpan } from "@opentelemetry/sdk-trace-base";
import { isExportingTraces, isInspecting } from "@/env";
import { product } from "@/product";
import { providerForNext } from "./next-tracer";
import { contextManager } from "./request-id";
import { traceRequests } from "./request-span";
import { bufferProcessor } from "./trace-buffer";
import { exportingProcessor } from "./trace-export";
import { turnOnTracing } from "./tracing";

/** Characters of a text in a span. Only statements are longer, which the inspector shows whole. */
const MAX_TEXT = 500;
const MAX_INSPECTED_TEXT = 10_000;

/**
 * Traces requests from now on: for a collector, if there is one, and for the inspector, if it is on.
 * OpenTelemetry reads its own variables. Called before the routers are loaded.
 */
export function startTracing(): void {
  const resource = defaultResource()
    .merge(resourceFromAttributes({ "service.name": product.slug }))
    .merge(detectResources({ detectors: [envDetector] }));
  const spanProcessors = [
    ...(isExportingTraces() ? [exportingProcessor()] : []),
    ...(isInspecting() ? [bufferProcessor] : []),
  ];
  const maxText = isInspecting() ? MAX_INSPECTED_TEXT : MAX_TEXT;
  const spanLimits = { attributeValueLengthLimit: maxText };
  const provider = new BasicTracerProvider({ resource, spanProcessors, spanLimits });
  context.setGlobalContextManager(contextManager);
  trace.setGlobalTracerProvider(providerForNext(provider));
  propagation.disable(); // the headers of callers are read in request-span.ts alone
  const onEnd = (span: ReadableSpan) => {
    for (const processor of spanProcessors) processor.onEnd(span);
  };
  turnOnTracing({ resource, scope: { name: product.slug }, maxText, epoch: performance.timeOrigin, onEnd }, () =>
    provider.forceFlush().catch(() => {}),
  );
  traceRequests(provider.getTracer(product.slug));
}

import "server-only";
import { DiagLogLevel, diag } from "@opentelemetry/api";
import { ExportResultCode } from "@opentelemetry/core";
import { OTLPTraceExporter } from "@opentelemetry/exporter-trace-otlp-proto";
import { BatchSpanProcessor, type SpanExporter, type SpanProcessor } from "@opentelemetry/sdk-trace-base";
import { log } from "./log";
import { runOutsideRequest } from "./request-id";

/** Sends spans in batches to OTEL_EXPORTER_OTLP_ENDPOINT. */
export function exportingProcessor(): SpanProcessor {
  const nothing = () => {}; // Next adds attributes to spans that have ended: a warning each
  diag.setLogger({ error: warn, warn: nothing, info: nothing, debug: nothing, verbose: nothing }, DiagLogLevel.ERROR);
  return new BatchSpanProcessor(reporting(new OTLPTraceExporter()));
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

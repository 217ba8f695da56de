import "server-only";
import { DiagLogLevel, diag } from "@opentelemetry/api";
import { ExportResultCode } from "@opentelemetry/core";
import { OTLPExporterBase } from "@opentelemetry/otlp-exporter-base";
import { convertLegacyHttpOptions, createOtlpHttpExportDelegate } from "@opentelemetry/otlp-exporter-base/node-http";
import { ProtobufTraceSerializer, TraceExporterMetricsHelper } from "@opentelemetry/otlp-transformer";
import {
  BatchSpanProcessor,
  type ReadableSpan,
  type SpanExporter,
  type SpanProcessor,
} from "@opentelemetry/sdk-trace-base";
import { log } from "./log";
import { encodeSpans } from "./otlp";
import { runOutsideRequest } from "./request-id";

type Exporter = OTLPExporterBase<ReadableSpan[]>;

/** Sends spans in batches to OTEL_EXPORTER_OTLP_ENDPOINT. */
export function exportingProcessor(): SpanProcessor {
  const nothing = () => {}; // Next adds attributes to spans that have ended: a warning each
  diag.setLogger({ error: warn, warn: nothing, info: nothing, debug: nothing, verbose: nothing }, DiagLogLevel.ERROR);
  return new BatchSpanProcessor(reporting(otlpExporter()));
}

/** What `@opentelemetry/exporter-trace-otlp-proto` makes, with an encoder of our own. */
function otlpExporter(): Exporter {
  const headers = { "content-type": "application/x-protobuf" };
  const options = convertLegacyHttpOptions({}, "TRACES", "v1/traces", headers);
  const serializer = { ...ProtobufTraceSerializer, serializeRequest: encodeSpans };
  const name = "otlp_http_span_exporter";
  return new OTLPExporterBase(
    createOtlpHttpExportDelegate(options, serializer, name, TraceExporterMetricsHelper, undefined),
  );
}

const warn = (message: string) => runOutsideRequest(() => log.warn({ event: "tracing" }, message));

/** Logs when sending begins to fail, and when it works again: each batch fails while a collector is away. */
function reporting(exporter: Exporter): SpanExporter {
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

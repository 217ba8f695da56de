/** OpenTelemetry's own variables decide which requests are recorded. */
import { afterAll, expect, it, vi } from "vitest";
import { env } from "@/env";
import { startCollector } from "../setup/otlp-collector";

const collector = await startCollector();
vi.stubEnv("OTEL_EXPORTER_OTLP_ENDPOINT", collector.url);
vi.stubEnv("OTEL_TRACES_SAMPLER", "parentbased_traceidratio");
vi.stubEnv("OTEL_TRACES_SAMPLER_ARG", "0.5");
Object.assign(env(), { OTEL_EXPORTER_OTLP_ENDPOINT: collector.url });
const { startTracing } = await import("@/server/platform/trace-provider");
startTracing();
const { flushTraces } = await import("@/server/platform/tracing");
const { send } = await import("../setup/http");
const { startSocketServer, traceOf } = await import("../setup/socket-server");
const { origin, stop } = await startSocketServer([["", send]]);
afterAll(() => {
  stop();
  collector.stop();
});

it("OTEL_TRACES_SAMPLER: a part of the requests is recorded, the others have a trace id only", async () => {
  const traces = [];
  for (let count = 0; count < 64; count++) {
    const response = await fetch(`${origin}/api/health`);
    await response.text();
    traces.push(traceOf(response));
  }
  const recorded = traces.filter((it) => it.isRecorded).map((it) => it.traceId);
  expect(recorded.length).toBeGreaterThan(0); // of 64, none is once in 10^19
  expect(recorded.length).toBeLessThan(64);
  await expect
    .poll(async () => {
      await flushTraces();
      return new Set(collector.spans.map((it) => it.traceId));
    })
    .toEqual(new Set(recorded));
  expect(traces.every(({ traceId }) => /^[0-9a-f]{32}$/.test(traceId))).toBe(true);
});

/** Spans of calls of outside services, and the trace that these services may continue. */
import { afterAll, expect, it, vi } from "vitest";
import { z } from "zod";
import { env } from "@/env";
import { startCollector } from "../setup/otlp-collector";
import { answerJson, startService } from "../setup/outside-service";

const collector = await startCollector();
vi.stubEnv("OTEL_EXPORTER_OTLP_ENDPOINT", collector.url); // for OpenTelemetry
Object.assign(env(), { OTEL_EXPORTER_OTLP_ENDPOINT: collector.url, TRUST_TRACEPARENT: "true" });
const { startTracing } = await import("@/server/platform/trace-provider");
startTracing();
const { flushTraces, LOCAL_PATH, traced } = await import("@/server/platform/tracing");
const { callOutside } = await import("@/server/platform/outbound");
const { startSocketServer, traceOf } = await import("../setup/socket-server");

type Service = Parameters<typeof callOutside>[0];
let service: Service;
const { origin, stop } = await startSocketServer([
  [
    "/",
    async () => {
      const call = {
        path: "/price",
        query: { code: "hidden-value" },
        schema: z.object({ price: z.number() }),
      } as const;
      const answer = await traced("service", "service", () => callOutside(service, call)).catch((error) => error);
      return Response.json({ code: answer.code ?? "OK" });
    },
  ],
]);
afterAll(() => {
  stop();
  collector.stop();
});

const named = (url: string, limits: Service["limits"] = {}): Service => ({
  name: crypto.randomUUID(),
  url: url.replace("//", "//shop:hidden-password@"),
  failure: "No prices.",
  limits: { deadlineMs: 60_000, tryMs: 60_000, backoffMs: 1, ...limits },
});

/** Sends a request that calls the service, and reads its spans. */
async function trace(headers: Record<string, string> = {}) {
  const response = await fetch(origin, { headers });
  const { code } = await response.json();
  const { traceId, spanId, isRecorded } = traceOf(response);
  await expect
    .poll(async () => {
      await flushTraces();
      return collector.ofTrace(traceId).some((it) => it.spanId === spanId);
    })
    .toBe(isRecorded);
  const spans = collector.ofTrace(traceId);
  return { code, traceId, spans, calls: spans.filter((it) => it.attributes["app.layer"] === "outbound") };
}

it("each try is a span of a client, and its span id is sent to the service", async () => {
  const { url, requests } = await startService((response, count) =>
    answerJson(response, { price: 5 }, count === 1 ? 500 : 200),
  );
  service = named(url);
  const { code, spans, calls, traceId } = await trace();
  expect(code).toBe("OK");
  const parentId = spans.find((it) => it.name === "service")?.spanId;
  const { hostname, port } = new URL(url);
  const attributes = {
    "http.request.method": "GET",
    "server.address": hostname,
    "server.port": Number(port),
    "url.full": `${url}/price`,
  };
  const common = { name: `GET ${service.name}`, kind: 3, parentId };
  const [first, second] = calls;
  expect(calls).toEqual([
    expect.objectContaining({
      ...common,
      status: 2,
      attributes: { ...attributes, "app.layer": "outbound", "http.response.status_code": 500, "error.type": "500" },
    }),
    expect.objectContaining({
      ...common,
      status: 0,
      attributes: {
        ...attributes,
        "app.layer": "outbound",
        "http.response.status_code": 200,
        "http.request.resend_count": 1,
      },
    }),
  ]);
  const sent = requests.map(({ headers }) => headers.traceparent);
  expect(sent).toEqual([first, second].map((it) => `00-${traceId}-${it?.spanId}-01`));
});

it("a refused call has no span, and no span has a value", async () => {
  const { url } = await startService((response) => answerJson(response, { price: "hidden-answer" }));
  service = named(url, { failures: 1 });
  const failed = await trace();
  expect(failed.calls.map(({ attributes }) => attributes["error.type"])).toEqual(["wrong-shape"]);
  const refused = await trace();
  expect([refused.code, refused.calls]).toEqual(["SERVICE_UNAVAILABLE", []]);
  expect(collector.text()).toContain(service.name);
  for (const value of ["hidden-value", "hidden-password", "hidden-answer"]) {
    expect(collector.text()).not.toContain(value);
  }
});

it("a trace that is not recorded says so to the service", async () => {
  const { url, requests } = await startService((response) => answerJson(response, { price: 5 }));
  service = named(url);
  const id = "0af7651916cd43dd8448eb211c80319c";
  const { code, spans } = await trace({ traceparent: `00-${id}-b7ad6b7169203331-00` });
  expect([code, spans]).toEqual(["OK", []]);
  expect(requests[0]?.headers.traceparent).toMatch(new RegExp(`^00-${id}-[0-9a-f]{16}-00$`));
});

it("a server that this process runs for itself is not traced", async () => {
  const { headers } = await fetch(origin + LOCAL_PATH);
  expect(headers.get("traceparent")).toBeNull();
});

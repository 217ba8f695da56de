import { type Call, describeRequest, timingOf, traceIdOf } from "@/features/inspector";
import { type Answer, headerOf } from "./experiment";
import type { SentRequest } from "./run-experiment";

/** An exchange as the inspector shows calls. */
export function callOf({ method, headers, body }: SentRequest, answer: Answer): Call {
  const { url, start, ms, status } = answer;
  const entries = performance.getEntriesByName(url, "resource") as PerformanceResourceTiming[];
  const entry = entries.find(({ startTime }) => startTime >= start - 2);
  return {
    ...describeRequest(new URL(url), new Headers(headers)),
    id: start,
    method,
    url,
    requestHeaders: Object.entries(headers),
    requestBody: body === undefined ? undefined : { text: body },
    start,
    startedAt: performance.timeOrigin + start,
    ms,
    status,
    responseHeaders: answer.headers,
    timing: entry && timingOf(entry),
    traceId: traceIdOf(headerOf(answer, "traceparent")),
  };
}

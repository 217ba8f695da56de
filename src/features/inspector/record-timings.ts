import { type Timing, traceIdOfTiming } from "./call";
import { findCall, updateCall } from "./call-store";

/** The clock of the timings may be coarse. */
const TOLERANCE_MS = 2;

type Entry = PerformanceResourceTiming;

/** Calls `onEntry` with each entry of a type, those of the past included. */
export function observe(type: "navigation" | "resource", onEntry: (entry: Entry) => void): void {
  const observer = new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) onEntry(entry as Entry);
  });
  observer.observe({ type, buffered: true });
}

/** Undefined without a response, for which browsers have zeros. */
export const timingOf = ({ requestStart, responseStart, responseEnd }: Timing): Timing | undefined =>
  responseStart === 0 ? undefined : { requestStart, responseStart, responseEnd };

/** Adds bytes and timings, which the browser has later than the response, to the call that they are of. */
export function recordTimings(): void {
  observe("resource", (entry) => {
    const call = findCall(
      ({ url, start, timing }) => !timing && url === entry.name && start <= entry.startTime + TOLERANCE_MS,
    );
    const timing = timingOf(entry);
    if (!call || !timing) return;
    updateCall(call.id, ({ traceId }) => ({
      bytes: entry.transferSize || entry.encodedBodySize || undefined,
      timing,
      ms: entry.responseEnd - call.start,
      traceId: traceId ?? traceIdOfTiming(entry.serverTiming),
    }));
  });
}

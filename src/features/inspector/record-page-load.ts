import { traceIdOfTiming } from "./call";
import { addCall, updateCall } from "./call-store";
import { observe, timingOf } from "./record-timings";

/** The load of this page is the first call. Its headers are those that the server has seen. */
export function recordPageLoad(): void {
  const [navigation] = performance.getEntriesByType("navigation") as PerformanceNavigationTiming[];
  const id = addCall({
    kind: "page",
    label: "load",
    name: location.pathname + location.search,
    procedures: [],
    method: "GET",
    url: location.href,
    requestHeaders: [],
    start: 0,
    startedAt: performance.timeOrigin,
    traceId: traceIdOfTiming(navigation?.serverTiming),
  });
  // The entry is complete when the page has loaded.
  observe("navigation", (entry) => {
    const { responseStatus, responseEnd, transferSize, serverTiming } = entry as PerformanceNavigationTiming;
    updateCall(id, () => ({
      status: responseStatus || undefined,
      ms: responseEnd,
      bytes: transferSize,
      timing: timingOf(entry),
      traceId: traceIdOfTiming(serverTiming),
      responseBody: { text: "", note: "The browser keeps no copy of a page. Use View Source to read it." },
    }));
  });
}

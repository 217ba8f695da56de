/** The entry module: other features import from here only. */
export { type Call, describeRequest, traceIdOf } from "./call";
export { timingOf } from "./record-timings";
export { Timeline } from "./timeline-tab";
export { type TraceState, useTrace } from "./use-trace";

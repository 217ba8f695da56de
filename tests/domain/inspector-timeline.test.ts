import { expect, it } from "vitest";
import type { Trace, TraceSpan } from "@/domain/trace";
import type { Call } from "@/features/inspector/call";
import { timingOf } from "@/features/inspector/record-timings";
import { timeByLayer, timelineOf } from "@/features/inspector/timeline";

const EPOCH = 1_700_000_000_000;

const call = (rest: Partial<Call> = {}) =>
  ({
    start: 1000,
    startedAt: EPOCH,
    ms: 50,
    timing: { requestStart: 1005, responseStart: 1045, responseEnd: 1050 },
    ...rest,
  }) as Call;

const span = (id: string, parentId: string | null, layer: string | null, start: number, ms: number): TraceSpan => {
  return { id, parentId, name: id, layer, start, ms };
};

const SPANS = [
  span("service", "procedure", "service", 10, 15), // in the order in which they end
  span("procedure", "root", "procedure", 5, 25),
  span("guard", "root", "guard", 1, 2),
  span("root", null, "request", 0, 30),
];

const trace = (startedAt: number, spans = SPANS) => ({ request: { startedAt, ms: 30, isOpen: false }, spans }) as Trace;

const table = ({ rows }: ReturnType<typeof timelineOf>) =>
  rows.map(({ name, depth, start, ms }) => [name, depth, start, ms]);

it("inspector timeline: browser, network, the server's spans by start and parent, and the download", () => {
  const timeline = timelineOf(call(), trace(EPOCH + 10));
  expect(table(timeline)).toEqual([
    ["wait for a connection", 0, 0, 5],
    ["request to first byte", 0, 5, 40],
    ["root", 1, 10, 30],
    ["guard", 2, 11, 2],
    ["procedure", 2, 15, 25],
    ["service", 3, 20, 15],
    ["download", 0, 45, 5],
  ]);
  expect([timeline.ms, timeline.isExact]).toEqual([50, true]);
});

it("inspector timeline: a server whose clock differs is centered between request and response", () => {
  const timeline = timelineOf(call(), trace(EPOCH + 3_600_000));
  expect(timeline.rows.find(({ name }) => name === "root")?.start).toBe(5 + (40 - 30) / 2);
  expect([timeline.ms, timeline.isExact]).toEqual([50, false]);
});

it("inspector timeline: the server's part begins no earlier than the request, and may end after the last byte", () => {
  const { rows, ms, isExact } = timelineOf(call({ ms: 20 }), {
    ...trace(EPOCH + 2),
    spans: [span("root", null, "request", 0, 80)],
  });
  expect(rows.find(({ name }) => name === "root")).toMatchObject({ start: 5, ms: 80 });
  expect([ms, isExact]).toEqual([85, true]);
});

it("inspector timeline: spans of a parent that is missing are shown, and those of Next have its name", () => {
  const timeline = timelineOf(call(), trace(EPOCH + 10, [span("orphan", "lost", null, 0, 1)]));
  expect(timeline.rows.find(({ name }) => name === "orphan")).toMatchObject({ depth: 1, layer: "next" });
});

it("inspector timeline: without timings and trace there is one bar; an open stream is as long as its trace", () => {
  expect(table(timelineOf(call({ timing: undefined }), undefined))).toEqual([["request to first byte", 0, 0, 50]]);
  const open = timelineOf(call({ timing: undefined, ms: undefined }), trace(EPOCH + 10));
  expect(open.ms).toBe(40);
});

it("inspector timeline: a layer's time is its own, and parallel parts count once", () => {
  const spans = [
    span("root", null, "request", 0, 30),
    span("a", "root", "sql", 5, 10),
    span("b", "root", "sql", 10, 10),
  ];
  const times = Object.fromEntries(timeByLayer(timelineOf(call(), trace(EPOCH + 10, spans)).rows));
  expect(times).toEqual({ browser: 5, network: 40 - 30 + 5, request: 30 - 15, sql: 20 });
});

it("inspector timeline: a statement of a middleware is part of it, and counts once", () => {
  const spans = [
    span("statement", "procedure", "sql", 12, 6),
    span("rateLimit", "procedure", "middleware", 11, 8),
    span("procedure", "root", "procedure", 10, 15),
    span("root", null, "request", 0, 30),
  ];
  const { rows } = timelineOf(call(), trace(EPOCH + 10, spans));
  expect(rows.find(({ name }) => name === "statement")?.depth).toBe(4);
  expect(Object.fromEntries(timeByLayer(rows))).toMatchObject({ procedure: 7, middleware: 2, sql: 6 });
});

it("inspector timeline: a call without a response has no timing", () => {
  expect(timingOf({ requestStart: 0, responseStart: 0, responseEnd: 44_413 })).toBeUndefined();
  expect(timingOf({ requestStart: 1, responseStart: 2, responseEnd: 3 })).toMatchObject({ responseEnd: 3 });
});

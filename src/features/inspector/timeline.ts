import type { Trace, TraceSpan } from "@/domain/trace";
import type { Call } from "./call";

/** Parts of a request, from the outside in. */
export const LAYERS = {
  browser: "Browser",
  network: "Network",
  request: "Server",
  guard: "Guard",
  identity: "Identity",
  procedure: "Procedure",
  middleware: "Middleware",
  service: "Service",
  sql: "SQL",
  outbound: "Outbound call",
  hash: "Password hash",
  next: "Next.js",
} as const;
export type Layer = keyof typeof LAYERS;

/** A bar. Times are milliseconds since the start of the call. */
export type Row = Omit<TraceSpan, "parentId" | "layer"> & { depth: number; layer: Layer };

/** Between two clocks of one machine. */
const TOLERANCE_MS = 5;

type Part = Pick<Row, "id" | "name" | "layer" | "start" | "ms">;

const layerOf = ({ layer }: TraceSpan): Layer =>
  layer !== null && Object.hasOwn(LAYERS, layer) ? (layer as Layer) : "next";

/** Whether a middleware executes a statement: the server records both as parts of the call. */
const executes = (it: TraceSpan, statement: TraceSpan) =>
  it.layer === "middleware" &&
  it.parentId === statement.parentId &&
  it.start <= statement.start &&
  it.start + it.ms >= statement.start + statement.ms;

/** The server's spans, each after the one that it is part of. @param shift from the server's start to the call's */
function spanRows({ spans }: Trace, shift: number): Row[] {
  const ids = new Set(spans.map(({ id }) => id));
  const parentOf = (span: TraceSpan) => {
    const middleware = span.layer === "sql" ? spans.find((it) => executes(it, span)) : undefined;
    return middleware?.id ?? (span.parentId !== null && ids.has(span.parentId) ? span.parentId : null);
  };
  const rowsOf = (parentId: string | null, depth: number): Row[] =>
    spans
      .filter((span) => parentOf(span) === parentId)
      .sort((a, b) => a.start - b.start)
      .flatMap(({ parentId: _, ...span }) => [
        { ...span, layer: layerOf({ parentId, ...span }), start: span.start + shift, depth },
        ...rowsOf(span.id, depth + 1),
      ]);
  return rowsOf(null, 1);
}

/**
 * Where the server's part begins: between the request and the first byte. If it does not by the server's clock, which may
 * differ from the browser's, it is centered.
 */
function serverStart({ startedAt }: Call, { request }: Trace, sent: number, first: number) {
  const start = request.startedAt - startedAt;
  const isExact = start >= sent - TOLERANCE_MS && start <= first + TOLERANCE_MS;
  return { start: isExact ? Math.max(sent, start) : sent + Math.max(0, (first - sent - request.ms) / 2), isExact };
}

/** The bars of a call, from the browser to the statements and back. */
export function timelineOf(call: Call, trace: Trace | undefined): { rows: Row[]; ms: number; isExact: boolean } {
  const { timing, start } = call;
  const sent = timing ? Math.max(0, timing.requestStart - start) : 0;
  const received = timing ? timing.responseEnd - start : (call.ms ?? Number.POSITIVE_INFINITY);
  const first = timing ? timing.responseStart - start : received;
  const server = trace && serverStart(call, trace, sent, first);
  const spans = trace && server ? spanRows(trace, server.start) : [];
  const end = Math.max(...spans.map((row) => row.start + row.ms), Number.isFinite(received) ? received : 0, sent);
  const part = (layer: Layer, name: string, from: number, until: number): Part => {
    return { id: name, name, layer, start: from, ms: until - from };
  };
  const before = timing ? [part("browser", "wait for a connection", 0, sent)] : [];
  const request = [part("network", "request to first byte", sent, Math.min(first, end))];
  const after = timing ? [part("network", "download", first, received)] : [];
  const flat = (parts: Part[]): Row[] => parts.map((it) => ({ ...it, depth: 0 }));
  return {
    rows: [...flat(before), ...flat(request), ...spans, ...flat(after)],
    ms: end,
    isExact: server?.isExact ?? true,
  };
}

/** The time that each layer took by itself, without its parts. Parallel parts count once. */
export function timeByLayer(rows: readonly Row[]): [layer: Layer, ms: number][] {
  const sums = new Map<Layer, number>();
  rows.forEach((row, index) => {
    const own = row.ms - coveredBy(partsOf(rows, index), row);
    sums.set(row.layer, (sums.get(row.layer) ?? 0) + Math.max(0, own));
  });
  return (Object.keys(LAYERS) as Layer[]).flatMap((layer) => (sums.has(layer) ? [[layer, sums.get(layer) ?? 0]] : []));
}

/** The rows one level below, up to the next row of the same level. */
function partsOf(rows: readonly Row[], index: number): Row[] {
  const { depth } = rows[index] as Row;
  const next = rows.findIndex((row, at) => at > index && row.depth <= depth);
  return rows.slice(index + 1, next === -1 ? undefined : next).filter((row) => row.depth === depth + 1);
}

function coveredBy(parts: readonly Row[], { start, ms }: Row): number {
  let [covered, until] = [0, start];
  for (const part of [...parts].sort((a, b) => a.start - b.start)) {
    const end = Math.min(part.start + part.ms, start + ms);
    if (end > until) covered += end - Math.max(until, part.start);
    until = Math.max(until, end);
  }
  return covered;
}

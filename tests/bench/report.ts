/** The figures as a table, and as JSON. */

import { CONNECTIONS, type Connections, type Measured, medianOf, ratioOf, type Sample } from "./measure";
import { hasProcessorTimes } from "./processor";
import { median } from "./statistics";
import { BARE, FLOOR } from "./subject";

export type Row = {
  operation: string;
  variant: string;
  statements: number;
  bytes: number;
  at: Record<Connections, Omit<Sample, "bytes" | "others">>;
  /** Requests a second, and processor time of the server a request, as parts of the baselines'. */
  toBare?: number;
  toFloor?: number;
  processorToFloor?: number;
};

/** Processor time of other processes, as a part of one processor, above which the figures are not to be believed. */
const TOO_BUSY = 0.1;

export function toRows(all: readonly Measured[], statements: readonly number[]): Row[] {
  return all.map((measured, index) => {
    const { operation, variant } = measured.subject;
    const base = (name: string) =>
      all.find(({ subject }) => subject.operation === operation && subject.variant === name);
    const figures = (connections: Connections) => {
      const figure = (name: keyof Sample) => medianOf(measured, connections, name);
      return {
        perSecond: figure("perSecond"),
        p50: figure("p50"),
        p99: figure("p99"),
        serverMs: figure("serverMs"),
        databaseMs: figure("databaseMs"),
      };
    };
    return {
      operation,
      variant,
      statements: statements[index] ?? 0,
      bytes: medianOf(measured, 8, "bytes"),
      at: { 8: figures(8), 64: figures(64) },
      toBare: ratioOf(measured, base(BARE), "perSecond"),
      toFloor: ratioOf(measured, base(FLOOR), "perSecond"),
      processorToFloor: ratioOf(measured, base(FLOOR), "serverMs"),
    };
  });
}

const COLUMNS = [
  "operation",
  "caller",
  ...CONNECTIONS.flatMap((it) => [`${it}: /s`, "p50 ms", "p99 ms"]),
  "server ms",
  "db ms",
  "stmts",
  "bytes",
  "of (a)",
  "of (b)",
  "cpu/(b)",
];

const optional = (value: number | undefined) =>
  value === undefined || !Number.isFinite(value) ? "-" : value.toFixed(2);
const processor = (value: number) => (hasProcessorTimes ? value.toFixed(2) : "n/a");

const cells = ({ operation, variant, statements, bytes, at, ...ratios }: Row) => [
  operation,
  variant,
  ...CONNECTIONS.flatMap((it) => [at[it].perSecond.toFixed(0), at[it].p50.toFixed(1), at[it].p99.toFixed(1)]),
  processor(at[8].serverMs),
  processor(at[8].databaseMs),
  String(statements),
  String(bytes),
  optional(ratios.toBare),
  optional(ratios.toFloor),
  optional(ratios.processorToFloor),
];

/** The rows in columns; texts are aligned left, numbers right. */
export function toTable(rows: readonly Row[]): string {
  const lines = [COLUMNS, ...rows.map(cells)];
  const widths = COLUMNS.map((_, column) => Math.max(...lines.map((line) => line[column]?.length ?? 0)));
  const pad = (text: string, column: number) =>
    column < 2 ? text.padEnd(widths[column] ?? 0) : text.padStart(widths[column] ?? 0);
  return lines.map((line) => line.map(pad).join("  ")).join("\n");
}

/** How busy other processes kept the machine: the median and the maximum over all slices, in processors. */
export function busyness(all: readonly Measured[]) {
  const others = all.flatMap(({ samples }) =>
    CONNECTIONS.flatMap((it) => samples[it].map((sample) => sample.others / 1000)),
  );
  return { median: median(others), max: Math.max(...others), isTooBusy: median(others) > TOO_BUSY };
}

export function describeBusyness({ median, max, isTooBusy }: ReturnType<typeof busyness>): string {
  if (!hasProcessorTimes) return "Processor times are not available on this system.";
  const text = `Other processes used ${median.toFixed(2)} processors (median; at most ${max.toFixed(2)}).`;
  return isTooBusy ? `${text} TOO BUSY: compare statements and processor times only, not requests per second.` : text;
}

/** What a page far down costs, as parts of what the first one costs. */
export function comparePages(all: readonly Measured[]): string | undefined {
  const [first, far] = all.filter(({ subject }) => subject.operation === "many orders");
  if (!first || !far) return undefined;
  const part = (figure: keyof Sample) => ratioOf(far, first, figure)?.toFixed(2);
  return `Of page 1, ${far.subject.variant} has ${part("perSecond")} of the requests/s, ${part("databaseMs")} of the database's time.`;
}

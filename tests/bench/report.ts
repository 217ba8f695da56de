/** What the samples say: one row per subject, and how far they can be believed. */
import { CONNECTIONS, type Connections, type Measured, medianOf, ratioOf, type Sample } from "./measure";
import { hasProcessorTimes } from "./processor";
import { median } from "./statistics";
import { BARE, FLOOR, T3 } from "./subject";

export type Row = {
  operation: string;
  variant: string;
  statements: number;
  bytes: number;
  at: Record<Connections, Omit<Sample, "bytes" | "others">>;
  /** Requests per second as a part of a baseline's, and processor time of the server as a multiple of it. */
  toBare?: number;
  toFloor?: number;
  toT3?: number;
  processorToFloor?: number;
  processorToT3?: number;
};

/** Processor time of other processes, in processors, above which requests per second are not to be believed. */
const TOO_BUSY = 0.1;

/** @param statements of each subject */
export function toRows(all: readonly Measured[], statements: readonly number[]): Row[] {
  return all.map((measured, index) => {
    const { operation, variant } = measured.subject;
    const to = (baseline: string, figure: keyof Sample) => {
      const base = all.find(({ subject }) => subject.operation === operation && subject.variant === baseline);
      return base && ratioOf(measured, base, figure);
    };
    const figures = (connections: Connections) => {
      const figure = (name: keyof Sample) => medianOf(measured, connections, name);
      const [perSecond, p50, p99] = [figure("perSecond"), figure("p50"), figure("p99")];
      return { perSecond, p50, p99, serverMs: figure("serverMs"), databaseMs: figure("databaseMs") };
    };
    return {
      operation,
      variant,
      statements: statements[index] ?? 0,
      bytes: Math.round(medianOf(measured, 8, "bytes")),
      at: { 8: figures(8), 64: figures(64) },
      toBare: to(BARE, "perSecond"),
      toFloor: to(FLOOR, "perSecond"),
      toT3: to(T3, "perSecond"),
      processorToFloor: to(FLOOR, "serverMs"),
      processorToT3: to(T3, "serverMs"),
    };
  });
}

/** How many processors other processes kept busy: the median and the maximum over all slices. */
export function busyness(all: readonly Measured[]) {
  const slices = all.flatMap(({ samples }) => CONNECTIONS.flatMap((it) => samples[it]));
  const others = slices.map((sample) => sample.others / 1000);
  return { median: median(others), max: Math.max(...others), isTooBusy: median(others) > TOO_BUSY };
}

export function describeBusyness({ median, max, isTooBusy }: ReturnType<typeof busyness>): string {
  if (!hasProcessorTimes) return "Processor times are not available on this system.";
  const text = `Other processes used ${median.toFixed(2)} processors (median; at most ${max.toFixed(2)}).`;
  return isTooBusy ? `${text} TOO BUSY: believe statements, bytes and processor times, not requests/s.` : text;
}

/** What a page far down costs in comparison with the first one. */
export function comparePages(all: readonly Measured[]): string | undefined {
  const [first, far] = all.filter(({ subject }) => subject.operation === "many orders");
  if (!first || !far) return undefined;
  const times = (figure: keyof Sample) => `${ratioOf(far, first, figure).toFixed(2)} times the`;
  const { variant } = far.subject;
  return `In comparison with page 1, ${variant} has ${times("perSecond")} requests/s, and costs ${times("databaseMs")} database's processor time.`;
}

/** What tracing costs: one read by two servers, of which one sends all of its traces to a collector. */
import type { Callers } from "./credentials";
import { readerOf } from "./data";
import { type Measured, ratioOf } from "./measure";
import { batchOf, one, type Subject } from "./subject";

const OPERATION = "tracing";

export function tracingSubjects(callers: Callers): Subject[] {
  const path = `/api/trpc/order.list?${batchOf({})}`;
  const read = (variant: string, server: Subject["server"]): Subject => ({
    operation: OPERATION,
    variant,
    server,
    work: (send, turn) => one(send, { path, headers: callers.headersOf("cookie", readerOf(turn), turn) }),
  });
  return [read("off", "app"), read("on", "traced")];
}

/** @returns undefined unless both were measured */
export function describeTracing(all: readonly Measured[]): string | undefined {
  const [off, on] = all.filter(({ subject }) => subject.operation === OPERATION);
  if (!off || !on) return undefined;
  const percent = 100 * (ratioOf(on, off, "serverMs") - 1);
  return `Tracing each request costs ${percent.toFixed(1)} % of the processor time of order.list.`;
}

/**
 * What tracing costs: one read by servers that send none, all and one in ten of their traces to a collector. They answer
 * nothing else, so that all are as warm.
 */
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
  return [read("off", "untraced"), read("all", "traced"), read("one in ten", "sampled")];
}

/** @returns undefined unless all were measured */
export function describeTracing(measured: readonly Measured[]): string | undefined {
  const [off, all, some] = measured.filter(({ subject }) => subject.operation === OPERATION);
  if (!off || !all || !some) return undefined;
  const cost = (it: Measured) => `${(100 * (ratioOf(it, off, "serverMs") - 1)).toFixed(1)} %`;
  return `Tracing costs ${cost(all)} of the processor time of order.list, of one request in ten ${cost(some)}.`;
}

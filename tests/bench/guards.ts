/** What identity, rate limits, guards and log cost: one read with them, and without, by one process (guards/). */
import type { Callers } from "./credentials";
import { customerId, readerOf } from "./data";
import { type Measured, valuesOf } from "./measure";
import { median } from "./statistics";
import { batchOf, one, type Subject } from "./subject";

const OPERATION = "guards";

/** Both requests have the same headers; the owner is a parameter of the second one. */
export function guardSubjects(callers: Callers): Subject[] {
  const get = (variant: string, pathOf: (turn: number) => string): Subject => ({
    operation: OPERATION,
    variant,
    server: "guards",
    work: (send, turn) => one(send, { path: pathOf(turn), headers: callers.headersOf("cookie", readerOf(turn), turn) }),
  });
  return [
    get("without", (turn) => `/unguarded/order.list?${batchOf({ owner: customerId(readerOf(turn)) })}`),
    get("with", () => `/api/trpc/order.list?${batchOf({})}`),
  ];
}

/** @returns undefined unless both were measured */
export function describeGuards(all: readonly Measured[]): string | undefined {
  const [without, guarded] = all.filter(({ subject }) => subject.operation === OPERATION);
  if (!without || !guarded) return undefined;
  const bases = valuesOf(without, "serverMs");
  const cost = median(valuesOf(guarded, "serverMs").map((ms, round) => ms - (bases[round] ?? Number.NaN)));
  return `Identity, limits, guards and log of order.list cost ${cost.toFixed(2)} ms of the server's processor time a request.`;
}

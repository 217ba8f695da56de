import type { Call, Send, Work } from "./load";
import type { ServerName } from "./servers";

/** What is measured. The statement and the ratios of an operation are those of its baselines. */
export type Subject = { operation: string; variant: string; server: ServerName; work: Work };

/** The variants that the others are compared with (baselines.ts). */
export const BARE = "(a) node:http and pg";
export const FLOOR = "(b) Next route handler";
export const NAIVE = "(c) tRPC and Prisma alone";
export const T3 = "(d) create-t3-app";

export const one = async (send: Send, call: Call) => (await send(call)).bytes;

/** The query string of a batch, as our pages send it (trpc/client.tsx): also for one call. */
export const batchOf = (...inputs: unknown[]) =>
  `batch=1&input=${encodeURIComponent(JSON.stringify(Object.fromEntries(inputs.map((json, index) => [index, { json }]))))}`;

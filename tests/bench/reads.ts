/** The reads that are measured over each transport, by each kind of caller, and beside their baselines. */
import { customerId, ORDERS, orderId, readerOf } from "./data";
import { BARE, batchOf, FLOOR, NAIVE, one, type Subject } from "./subject";

export type Read = {
  operation: string;
  input: (turn: number) => { id?: string };
  /** The path over REST. */
  path: (turn: number) => string;
  isPublic?: boolean;
};

export const orderOf = (turn: number) => orderId(readerOf(turn), 1 + (turn % ORDERS));

export const READS: Read[] = [
  { operation: "order.list", input: () => ({}), path: () => "/orders" },
  { operation: "order.byId", input: (turn) => ({ id: orderOf(turn) }), path: (turn) => `/orders/${orderOf(turn)}` },
  { operation: "product.list", input: () => ({}), path: () => "/products", isPublic: true },
];

/** The same read without a product around it. The owner is a parameter, in place of a credential. */
export function baselinesOf({ operation, input, isPublic }: Read): Subject[] {
  const parameters = (turn: number) => ({ ...(isPublic ? {} : { owner: customerId(readerOf(turn)) }), ...input(turn) });
  const path = (turn: number) => `/api/${operation}?${new URLSearchParams(parameters(turn))}`;
  const naive = (turn: number) => `/trpc/${operation}?${batchOf(parameters(turn))}`;
  return [
    { operation, variant: BARE, server: "bare", work: (send, turn) => one(send, { path: path(turn) }) },
    { operation, variant: FLOOR, server: "floor", work: (send, turn) => one(send, { path: path(turn) }) },
    { operation, variant: NAIVE, server: "floor", work: (send, turn) => one(send, { path: naive(turn) }) },
  ];
}

/** The reads that are measured over each transport, by each kind of caller, and beside three baselines. */
import { ORDERS, orderId, readerOf } from "./data";

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

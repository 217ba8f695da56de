/** Placing an order of three lines and canceling it. Each product is in few orders at a time, as in a real catalog. */
import type { Callers, Kind } from "./credentials";
import { customerId, productId, writerOf } from "./data";
import type { Work } from "./load";

const linesOf = (turn: number) => [0, 1, 2].map((n) => ({ productId: productId(turn * 3 + n), quantity: 1 }));

/** As our pages do it: the key is of the cart. */
export const orderByTrpc =
  (callers: Callers): Work =>
  async (send, turn) => {
    const headers = callers.headersOf("cookie", writerOf(turn), turn);
    const placed = await send({
      path: "/api/trpc/order.place",
      method: "POST",
      headers: { ...headers, "idempotency-key": `bench-${turn}` },
      body: { json: { lines: linesOf(turn) } },
    });
    const { id } = JSON.parse(placed.text).result.data.json;
    const body = { 0: { json: { id } } };
    const cancelled = await send({ path: "/api/trpc/order.cancel?batch=1", method: "POST", headers, body });
    return placed.bytes + cancelled.bytes;
  };

export const orderByRest =
  (callers: Callers, kind: Kind): Work =>
  async (send, turn) => {
    const headers = callers.headersOf(kind, writerOf(turn), turn);
    const placed = await send({
      path: "/api/v1/orders",
      method: "POST",
      headers: { ...headers, "idempotency-key": `bench-${turn}` },
      body: { lines: linesOf(turn) },
    });
    const { id } = JSON.parse(placed.text);
    const cancelled = await send({ path: `/api/v1/orders/${id}`, method: "DELETE", headers });
    return placed.bytes + cancelled.bytes;
  };

/** By the hand-written baseline, without a key. */
export const orderByFloor: Work = async (send, turn) => {
  const owner = `owner=${customerId(writerOf(turn))}`;
  const placed = await send({ path: `/api/orders?${owner}`, method: "POST", body: { lines: linesOf(turn) } });
  const { id } = JSON.parse(placed.text);
  const cancelled = await send({ path: `/api/orders/${id}?${owner}`, method: "DELETE" });
  return placed.bytes + cancelled.bytes;
};

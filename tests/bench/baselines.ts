/** What the product is compared with. Owners are parameters of the request, in place of a credential, except in (d). */
import { credentialId, customerId, productId, readerOf } from "./data";
import type { Work } from "./load";
import { orderByFloor } from "./orders";
import { orderOf, READS, type Read } from "./reads";
import { BARE, batchOf, FLOOR, NAIVE, one, type Subject, T3 } from "./subject";

/** The same read without a product around it. */
function baselinesOf({ operation, input, isPublic }: Read): Subject[] {
  const parameters = (turn: number) => ({ ...(isPublic ? {} : { owner: customerId(readerOf(turn)) }), ...input(turn) });
  const path = (turn: number) => `/api/${operation}?${new URLSearchParams(parameters(turn))}`;
  const naive = (turn: number) => `/trpc/${operation}?${batchOf(parameters(turn))}`;
  return [
    { operation, variant: BARE, server: "bare", work: (send, turn) => one(send, { path: path(turn) }) },
    { operation, variant: FLOOR, server: "floor", work: (send, turn) => one(send, { path: path(turn) }) },
    { operation, variant: NAIVE, server: "floor", work: (send, turn) => one(send, { path: naive(turn) }) },
  ];
}

/** What create-t3-app generates, with the caller's session in its cookie. */
const t3List: Subject = {
  operation: "order.list",
  variant: T3,
  server: "t3",
  work: (send, turn) => {
    const cookie = `next-auth.session-token=${credentialId("session", readerOf(turn))}`;
    return one(send, { path: `/api/trpc/order.list?${batchOf({})}`, headers: { cookie } });
  },
};

const fiveByHand: Work = (send, turn) => {
  const ids = { owner: customerId(readerOf(turn)), order: orderOf(turn), product: productId(turn) };
  return one(send, { path: `/api/reads?${new URLSearchParams(ids)}` });
};
const pageByHand: Work = (send, turn) => one(send, { path: `/orders?owner=${customerId(readerOf(turn))}` });
const byHand = (operation: string, work: Work): Subject => ({ operation, variant: FLOOR, server: "floor", work });

export const baselines: Subject[] = [
  ...READS.flatMap(baselinesOf),
  t3List,
  byHand("order.place + cancel", orderByFloor),
  byHand("five reads", fiveByHand),
  byHand("/orders", pageByHand),
];

/** All that is measured. */
import { encodeCursor } from "@/server/platform/cursor";
import { baselines } from "./baselines";
import type { Callers, Kind } from "./credentials";
import { bigOrderBefore, productId, readerOf } from "./data";
import { guardSubjects } from "./guards";
import type { Work } from "./load";
import { orderByRest, orderByTrpc } from "./orders";
import { orderOf, READS, type Read } from "./reads";
import { batchOf, one, type Subject } from "./subject";

const app = (operation: string, variant: string, work: Work): Subject => ({ operation, variant, server: "app", work });

function readSubjects(callers: Callers, { operation, input, path, isPublic }: Read): Subject[] {
  const kinds: Kind[] = ["cookie", "login token", "personal token"];
  if (isPublic) kinds.push("anonymous");
  const get =
    (kind: Kind, pathOf: (turn: number) => string): Work =>
    (send, turn) =>
      one(send, { path: pathOf(turn), headers: callers.headersOf(kind, readerOf(turn), turn) });
  const trpc = (turn: number) => `/api/trpc/${operation}?${batchOf(input(turn))}`;
  const rest = (turn: number) => `/api/v1${path(turn)}`;
  return [
    ...kinds.map((kind) => app(operation, `tRPC, ${kind}`, get(kind, trpc))),
    ...kinds.map((kind) => app(operation, `REST, ${kind}`, get(kind, rest))),
  ];
}

/** Pages of the customer with many orders. Personal tokens take turns, since this is one user. */
function pageSubjects(callers: Callers, bigOrders: number, farPage: number): Subject[] {
  const before = bigOrderBefore(farPage, bigOrders);
  const cursor = encodeCursor(before.createdAt, before.id);
  const read =
    (cursor: string | null): Work =>
    (send, turn) =>
      one(send, { path: `/api/trpc/order.list?${batchOf({ cursor })}`, headers: callers.bigHeaders(turn) });
  return [app("many orders", "page 1", read(null)), app("many orders", `page ${farPage}`, read(cursor))];
}

const FIVE = "order.list,order.byId,product.list,product.byId,account.me";

function ours(callers: Callers, bigOrders: number, farPage: number): Subject[] {
  const asReader = (turn: number) => callers.headersOf("cookie", readerOf(turn), turn);
  const batch = (turn: number) => batchOf({}, { id: orderOf(turn) }, {}, { id: productId(turn) }, undefined);
  const five: Work = (send, turn) => one(send, { path: `/api/trpc/${FIVE}?${batch(turn)}`, headers: asReader(turn) });
  const page: Work = (send, turn) => one(send, { path: "/orders", headers: asReader(turn) });
  return [
    ...READS.flatMap((read) => readSubjects(callers, read)),
    app("order.place + cancel", "tRPC, cookie", orderByTrpc(callers)),
    app("order.place + cancel", "REST, login token", orderByRest(callers, "login token")),
    app("order.place + cancel", "REST, personal token", orderByRest(callers, "personal token")),
    app("five reads", "tRPC batch, cookie", five),
    app("/orders", "HTML, cookie", page),
    ...guardSubjects(callers),
    ...pageSubjects(callers, bigOrders, farPage),
  ];
}

/** The subjects whose name contains `only`. Baselines are measured right before what is compared with them. */
export function selectSubjects(callers: Callers, bigOrders: number, farPage: number, only: string): Subject[] {
  const selected = ours(callers, bigOrders, farPage).filter((it) => `${it.operation} ${it.variant}`.includes(only));
  return selected.flatMap((subject, index) => {
    const isFirst = selected.findIndex((it) => it.operation === subject.operation) === index;
    const own = baselines.filter((it) => it.operation === subject.operation);
    return isFirst ? [...own, subject] : [subject];
  });
}

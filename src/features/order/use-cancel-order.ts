"use client";
import { type InfiniteData, useQueryClient } from "@tanstack/react-query";
import { getQueryKey } from "@trpc/react-query";
import { toast } from "@/shell/toast";
import { api, errorMessage, type RouterOutputs } from "@/trpc/client";
import { markOwnChange } from "@/trpc/own-changes";

type Order = RouterOutputs["order"]["byId"];
type OrderPages = InfiniteData<RouterOutputs["order"]["list"]>;

/** The order as it will be, if nothing speaks against it. */
function asCancelled(order: Order, note: string | null): Order {
  const event = { seq: (order.events.at(-1)?.seq ?? 0) + 1, status: "CANCELLED", note, createdAt: new Date() } as const;
  return { ...order, status: "CANCELLED", events: [...order.events, event] };
}

/** A list after one of its orders is cancelled: there it says so, unless the list is of another status. */
function withCancelled({ pages, ...rest }: OrderPages, id: string, status: string | undefined): OrderPages {
  const change = (items: OrderPages["pages"][number]["items"]) =>
    status && status !== "CANCELLED"
      ? items.filter((order) => order.id !== id)
      : items.map((order) => (order.id === id ? { ...order, status: "CANCELLED" as const } : order));
  return { ...rest, pages: pages.map((page) => ({ ...page, items: change(page.items) })) };
}

/** Cancels at once in everything that shows the order; if the server refuses, all of it goes back and the truth is fetched. */
export function useCancelOrder() {
  const utils = api.useUtils();
  const queries = useQueryClient();
  const lists = { queryKey: getQueryKey(api.order.list) };

  return api.order.cancel.useMutation({
    async onMutate({ id, reason }) {
      await Promise.all([utils.order.byId.cancel({ id }), queries.cancelQueries(lists)]);
      const before = { order: utils.order.byId.getData({ id }), lists: queries.getQueriesData<OrderPages>(lists) };
      utils.order.byId.setData({ id }, (order) => order && asCancelled(order, reason ?? null));
      for (const [key, data] of before.lists) {
        const { input } = (key[1] ?? {}) as { input?: { status?: string } };
        if (data) queries.setQueryData(key, withCancelled(data, id, input?.status));
      }
      return before;
    },
    onSuccess(order) {
      markOwnChange("order", order.id);
      utils.order.byId.setData({ id: order.id }, order);
      toast.success("The order is cancelled.");
    },
    onError(error, { id }, before) {
      utils.order.byId.setData({ id }, before?.order);
      for (const [key, data] of before?.lists ?? []) queries.setQueryData(key, data);
      toast.error(errorMessage(error));
    },
    onSettled: (_order, _error, { id }) =>
      Promise.all([utils.order.byId.invalidate({ id }), queries.invalidateQueries(lists), utils.product.invalidate()]),
  });
}

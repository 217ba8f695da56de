"use client";
import { type InfiniteData, useQueryClient } from "@tanstack/react-query";
import { getQueryKey } from "@trpc/react-query";
import { toast } from "sonner";
import { api, errorMessage, type RouterOutputs } from "@/trpc/client";

type OrderPages = InfiniteData<RouterOutputs["order"]["list"]>;

/** Cancels at once in everything that shows the order; if the server refuses, all of it goes back and the truth is fetched. */
export function useCancelOrder() {
  const utils = api.useUtils();
  const queries = useQueryClient();
  const lists = { queryKey: getQueryKey(api.order.list) };

  return api.order.cancel.useMutation({
    async onMutate({ id }) {
      await Promise.all([utils.order.byId.cancel({ id }), queries.cancelQueries(lists)]);
      const before = { order: utils.order.byId.getData({ id }), lists: queries.getQueriesData<OrderPages>(lists) };
      const cancelled = <Order extends { id: string }>(order: Order) =>
        order.id === id ? { ...order, status: "CANCELLED" as const } : order;
      utils.order.byId.setData({ id }, (order) => order && cancelled(order));
      queries.setQueriesData<OrderPages>(
        lists,
        (data) => data && { ...data, pages: data.pages.map((page) => ({ ...page, items: page.items.map(cancelled) })) },
      );
      return before;
    },
    onSuccess(order) {
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

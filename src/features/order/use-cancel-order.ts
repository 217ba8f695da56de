"use client";
import { toast } from "@/shell/toast";
import { api, errorMessage } from "@/trpc/client";
import { optimisticRow } from "@/trpc/optimistic";
import { markOwnChange } from "@/trpc/own-changes";

/** Cancels an order. It shows as cancelled immediately; if the server refuses, the change is rolled back. */
export function useCancelOrder() {
  const utils = api.useUtils();
  return api.order.cancel.useMutation(
    optimisticRow({
      byId: api.order.byId,
      list: api.order.list,
      patch(order, { reason }) {
        const status = "CANCELLED" as const;
        if (!("events" in order)) return { status };
        const seq = (order.events.at(-1)?.seq ?? 0) + 1;
        return { status, events: [...order.events, { seq, status, note: reason ?? null, createdAt: new Date() }] };
      },
      keepInList: (order, filter) => !filter.status || filter.status === order.status,
      onSuccess(order) {
        markOwnChange("order", order.id);
        utils.product.invalidate(); // the stock has changed
        toast.success("Order cancelled");
      },
      onError: (error) => toast.error(errorMessage(error)),
    }),
  );
}

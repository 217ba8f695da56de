"use client";
import { formatCount } from "@/domain/count";
import { orderReference } from "@/domain/order";
import { ORDER_STATUS } from "@/features/order";
import { toast } from "@/shell/toast";
import { api, errorMessage } from "@/trpc/client";

/**
 * Moves orders to another status, shows the outcome and refetches the admin lists, also after an error.
 * @param onDone called after the refetch, even if the calling component is unmounted by then
 */
export function useAdvanceOrders(onDone: () => void) {
  const utils = api.useUtils();
  return api.admin.order.advance.useMutation({
    onSuccess({ moved, refused }) {
      const [first] = moved;
      if (first && moved.length === 1) {
        toast.success(`Order ${orderReference(first.id)} ${ORDER_STATUS[first.status].label.toLowerCase()}`);
      } else toast.success(`${formatCount(moved.length, "order")} updated`);
      for (const { message } of refused) toast.error(message);
    },
    onError: (error) => toast.error(errorMessage(error)),
    async onSettled() {
      await utils.admin.invalidate();
      onDone();
    },
  });
}

"use client";
import { orderReference } from "@/domain/order";
import { ORDER_STATUS } from "@/features/order";
import { toast } from "@/shell/toast";
import { api, errorMessage } from "@/trpc/client";

/**
 * Moves orders, says what came of it, and shows them as they are now, whatever the answer.
 * @param onDone when all that shows, even if what has called this has gone with it
 */
export function useAdvanceOrders(onDone: () => void) {
  const utils = api.useUtils();
  return api.admin.order.advance.useMutation({
    onSuccess({ moved, refused }) {
      const [first] = moved;
      if (first && moved.length === 1) {
        toast.success(`Order ${orderReference(first.id)} is ${ORDER_STATUS[first.status].label.toLowerCase()}.`);
      } else toast.success(`${moved.length} orders have moved on.`);
      for (const { message } of refused) toast.error(message);
    },
    onError: (error) => toast.error(errorMessage(error)),
    async onSettled() {
      await utils.admin.invalidate();
      onDone();
    },
  });
}

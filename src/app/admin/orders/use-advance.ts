"use client";
import { orderReference } from "@/domain/order";
import { api, errorMessage } from "@/trpc/client";
import { STATUS } from "../../orders/order-status-badge";
import { toast } from "../../toast";

/**
 * Moves orders, says what came of it, and shows them as they are now, whatever the answer.
 * @param onDone when all that shows, even if what has called this has gone with it
 */
export function useAdvance(onDone: () => void) {
  const utils = api.useUtils();
  return api.admin.order.advance.useMutation({
    onSuccess({ moved, refused }) {
      const [first] = moved;
      if (first && moved.length === 1) {
        toast.success(`Order ${orderReference(first.id)} is ${STATUS[first.status].label.toLowerCase()}.`);
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

"use client";
import { canCancel } from "@/domain/order";
import { api } from "@/trpc/client";
import { CancelButton } from "./cancel-button";
import { OrderDetails } from "./order-details";

export function OrderView({ id }: { id: string }) {
  const [order] = api.order.byId.useSuspenseQuery({ id });
  return (
    <OrderDetails
      order={order}
      listHref="/orders"
      actions={(heading) => canCancel(order) && <CancelButton order={order} focusAfter={heading} />}
    />
  );
}

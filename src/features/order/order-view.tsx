"use client";
import { canCancel } from "@/domain/order";
import { api } from "@/trpc/client";
import { CancelButton } from "./cancel-button";
import { OrderAgainButton } from "./order-again-button";
import { OrderDetails } from "./order-details";
import { OrderPlacedNotice } from "./order-placed-notice";

export function OrderView({ id }: { id: string }) {
  const [order] = api.order.byId.useSuspenseQuery({ id });
  return (
    <OrderDetails
      order={order}
      listHref="/orders"
      notice={<OrderPlacedNotice order={order} />}
      actions={(heading) => (
        <>
          {canCancel(order) && <CancelButton order={order} focusAfter={heading} />}
          <OrderAgainButton lines={order.lines} />
        </>
      )}
    />
  );
}

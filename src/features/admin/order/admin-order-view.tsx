"use client";
import { Card } from "@/components/card";
import { OrderDetails } from "@/features/order";
import { api } from "@/trpc/client";
import { StatusButtons } from "./status-buttons";

export function AdminOrderView({ id }: { id: string }) {
  const [order] = api.admin.order.byId.useSuspenseQuery({ id });
  return (
    <OrderDetails
      order={order}
      listHref="/admin/orders"
      actions={(heading) => <StatusButtons order={order} focusAfter={heading} />}
    >
      <Card className="p-6">
        <h2 className="mb-3 font-semibold">Customer</h2>
        <p dir="auto">{order.owner.name}</p>
        <p className="text-muted text-sm">{order.owner.email}</p>
      </Card>
    </OrderDetails>
  );
}

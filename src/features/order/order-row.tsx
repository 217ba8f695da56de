import { Picture } from "@/components/picture";
import { linkedRow, RowLink } from "@/components/row-link";
import { Skeleton } from "@/components/skeleton";
import { formatCount } from "@/domain/count";
import { formatMoney } from "@/domain/money";
import { orderReference } from "@/domain/order";
import { isolate } from "@/domain/text";
import { Time } from "@/shell/time";
import type { RouterOutputs } from "@/trpc/client";
import { OrderStatusBadge } from "./order-status-badge";
import "./order.css";

type Order = RouterOutputs["order"]["list"]["items"][number];

const MAX_PICTURES = 3;

export function OrderRow({ order }: { order: Order }) {
  const items = order.lines.reduce((sum, line) => sum + line.quantity, 0);
  return (
    <li {...linkedRow("order-row")}>
      <div className="pictures">
        {order.lines.slice(0, MAX_PICTURES).map((line) => (
          <Picture key={line.id} src={line.image} />
        ))}
      </div>
      <div className="texts">
        <RowLink href={`/orders/${order.id}`}>
          <span>Order </span>
          <span>{orderReference(order.id)}</span>
        </RowLink>
        <p>
          <Time date={order.createdAt} format="relative" />
          <span>{` · ${formatCount(items, "item")}`}</span>
          <span className="names">{` · ${order.lines.map((line) => isolate(line.name)).join(", ")}`}</span>
        </p>
      </div>
      <div className="end">
        <OrderStatusBadge status={order.status} />
        <p>{formatMoney(order.totalCents)}</p>
      </div>
    </li>
  );
}

OrderRow.Skeleton = function OrderRowSkeleton() {
  return (
    <li className="flex items-center gap-4 px-4 py-4 sm:gap-6 sm:px-6">
      <div className="w-15 shrink-0 max-[23rem]:hidden sm:w-28">
        <Skeleton shape="pill" className="size-11" />
      </div>
      <div className="grid flex-1 gap-2 py-1">
        <Skeleton className="h-4 w-28" />
        <Skeleton className="h-3.5 w-40 max-w-full md:w-80" />
      </div>
      <div className="grid shrink-0 justify-items-end gap-2 sm:flex sm:items-center sm:gap-6">
        <Skeleton shape="pill" className="h-6 w-20" />
        <Skeleton className="h-4 w-16 sm:w-24" />
      </div>
    </li>
  );
};

import { Fragment } from "react";
import { Picture } from "@/components/picture";
import { linkedRow, RowLink } from "@/components/row-link";
import { Skeleton } from "@/components/skeleton";
import { Texts } from "@/components/span-texts";
import { formatCount } from "@/domain/count";
import { formatMoney } from "@/domain/money";
import { orderReference } from "@/domain/order";
import { Time } from "@/shell/time";
import type { RouterOutputs } from "@/trpc/client";
import { OrderStatusBadge } from "./order-status-badge";

type Order = RouterOutputs["order"]["list"]["items"][number];

const MAX_PICTURES = 3;

export function OrderRow({ order }: { order: Order }) {
  const items = order.lines.reduce((sum, line) => sum + line.quantity, 0);
  return (
    <li {...linkedRow("flex items-center gap-4 px-4 py-4 transition-colors hover:bg-sunken/60 sm:gap-6 sm:px-6")}>
      <div className="-space-x-8 sm:-space-x-4 flex w-15 shrink-0 max-[23rem]:hidden sm:w-28" aria-hidden>
        {order.lines.slice(0, MAX_PICTURES).map((line) => (
          <Picture
            key={line.id}
            src={line.image}
            className="size-11 rounded-full border-2 border-surface object-cover"
          />
        ))}
      </div>
      <div className="min-w-0 flex-1">
        <RowLink href={`/orders/${order.id}`} className="font-medium">
          Order <span className="font-mono text-[0.9375em]">{orderReference(order.id)}</span>
        </RowLink>
        <p className="truncate text-muted text-sm">
          <Texts>
            <Time date={order.createdAt} format="relative" />
            {` · ${formatCount(items, "item")}`}
          </Texts>
          <span className="hidden md:inline">
            {order.lines.map((line, index) => (
              <Fragment key={line.id}>
                <span>{index ? ", " : " · "}</span>
                <bdi>{line.name}</bdi>
              </Fragment>
            ))}
          </span>
        </p>
      </div>
      <div className="flex shrink-0 flex-col-reverse items-end gap-1.5 sm:flex-row sm:items-center sm:gap-6">
        <OrderStatusBadge status={order.status} />
        <p className="font-medium tabular-nums sm:w-24 sm:text-right">{formatMoney(order.totalCents)}</p>
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

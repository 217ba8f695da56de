import Link from "next/link";
import { Picture } from "@/components/picture";
import { Skeleton } from "@/components/skeleton";
import { formatDay } from "@/domain/date";
import { formatMoney } from "@/domain/money";
import { orderReference } from "@/domain/order";
import type { RouterOutputs } from "@/trpc/client";
import { OrderStatusBadge } from "./order-status-badge";

type Order = RouterOutputs["order"]["list"]["items"][number];

const PICTURES = 3;

export function OrderRow({ order }: { order: Order }) {
  const pieces = order.lines.reduce((sum, line) => sum + line.quantity, 0);
  return (
    <li className="relative flex items-center gap-4 px-4 py-4 transition-colors hover:bg-sunken/60 sm:gap-6 sm:px-6">
      <div className="-space-x-8 sm:-space-x-4 flex w-15 shrink-0 sm:w-28" aria-hidden>
        {order.lines.slice(0, PICTURES).map((line) => (
          <Picture
            key={line.id}
            src={line.image}
            className="size-11 rounded-full border-2 border-surface object-cover"
          />
        ))}
      </div>
      <div className="min-w-0 flex-1">
        <Link href={`/orders/${order.id}`} className="font-medium after:absolute after:inset-0">
          Order <span className="font-mono text-[0.9375em]">{orderReference(order.id)}</span>
        </Link>
        <p className="truncate text-muted text-sm">
          {formatDay(order.createdAt)} · {pieces} {pieces === 1 ? "piece" : "pieces"}
          <span className="hidden md:inline"> · {order.lines.map((line) => line.name).join(", ")}</span>
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
    <li className="flex items-center gap-6 px-4 py-5 sm:px-6">
      <Skeleton shape="pill" className="h-11 w-15 sm:w-28" />
      <Skeleton className="h-9 flex-1" />
      <Skeleton shape="pill" className="h-6 w-24" />
    </li>
  );
};

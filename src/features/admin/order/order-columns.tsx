import type { Column } from "@/components/data-table";
import { RowLink } from "@/components/row-link";
import { formatMoney } from "@/domain/money";
import { orderReference } from "@/domain/order";
import { OrderStatusBadge } from "@/features/order";
import { Time } from "@/shell/time";
import type { RouterOutputs } from "@/trpc/client";

type Order = RouterOutputs["admin"]["order"]["list"]["items"][number];

export const columns: Column<Order>[] = [
  {
    id: "reference",
    header: "Order",
    cell: ({ id, owner }) => (
      <>
        <RowLink
          href={`/admin/orders/${id}`}
          className="font-medium font-mono underline decoration-line-strong underline-offset-4 hover:decoration-ink"
        >
          {orderReference(id)}
        </RowLink>
        <p dir="auto" className="max-w-36 truncate text-muted text-xs sm:hidden">
          {owner.name}
        </p>
      </>
    ),
  },
  {
    id: "customer",
    header: "Customer",
    className: "max-sm:hidden",
    cell: ({ owner }) => (
      <div className="max-w-32 md:max-w-40 lg:max-w-64">
        <p dir="auto" className="truncate">
          {owner.name}
        </p>
        <p className="truncate text-muted text-xs">{owner.email}</p>
      </div>
    ),
  },
  {
    id: "createdAt",
    header: "Placed",
    sortable: true,
    descendingFirst: true,
    className: "max-md:hidden",
    cell: ({ createdAt }) => (
      <span className="whitespace-nowrap text-muted tabular-nums">
        <Time date={createdAt} />
      </span>
    ),
  },
  { id: "status", header: "Status", cell: ({ status }) => <OrderStatusBadge status={status} /> },
  {
    id: "itemCount",
    header: "Items",
    className: "text-right max-lg:hidden",
    cell: ({ itemCount }) => <span className="tabular-nums">{itemCount}</span>,
  },
  {
    id: "totalCents",
    header: "Total",
    sortable: true,
    descendingFirst: true,
    className: "text-right",
    cell: ({ totalCents }) => <span className="font-medium tabular-nums">{formatMoney(totalCents)}</span>,
  },
];

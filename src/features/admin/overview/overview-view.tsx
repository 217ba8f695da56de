"use client";
import { formatMoney } from "@/domain/money";
import { api } from "@/trpc/client";
import { Charts } from "./charts";
import { LowStock } from "./low-stock";
import { OrdersByStatus } from "./orders-by-status";
import { TopProducts } from "./top-products";

export function OverviewView() {
  const [overview] = api.admin.overview.useSuspenseQuery();
  const orders = overview.days.reduce((sum, day) => sum + day.orders, 0);
  const revenue = overview.days.reduce((sum, day) => sum + day.revenueCents, 0);
  const open = overview.statuses
    .filter(({ status }) => status === "PLACED" || status === "PACKED")
    .reduce((sum, it) => sum + it.orders, 0);
  const totals = [
    { name: "Revenue", value: formatMoney(revenue) },
    { name: "Orders", value: orders },
    { name: "Orders today", value: overview.days.at(-1)?.orders ?? 0 },
    { name: "To ship", value: open },
  ];
  return (
    <div className="grid gap-6">
      <dl className="grid grid-cols-2 gap-px overflow-hidden rounded-2xl border border-line bg-line lg:grid-cols-4">
        {totals.map(({ name, value }) => (
          <div key={name} className="flex flex-col-reverse justify-end bg-surface p-5 sm:p-6">
            <dt className="mt-1 text-muted text-sm">{name}</dt>
            <dd className="font-display text-3xl tabular-nums sm:text-4xl">{value}</dd>
          </div>
        ))}
      </dl>
      <Charts days={overview.days} />
      <div className="grid items-start gap-6 lg:grid-cols-3">
        <OrdersByStatus statuses={overview.statuses} />
        <TopProducts products={overview.topProducts} />
        <LowStock products={overview.lowStock} />
      </div>
    </div>
  );
}

"use client";
import type { Window } from "@/domain/admin-overview";
import { api } from "@/trpc/client";
import { Daily } from "./daily";
import { LowStock } from "./low-stock";
import { OrdersByStatus } from "./orders-by-status";
import { TopProducts } from "./top-products";
import { Totals } from "./totals";

export function OverviewView({ days }: { days: Window }) {
  const [overview] = api.admin.overview.useSuspenseQuery({ days });
  return (
    <div className="grid gap-6">
      <Totals overview={overview} days={days} />
      <Daily days={overview.days} />
      <div className="grid items-start gap-6 lg:grid-cols-3">
        <OrdersByStatus statuses={overview.statuses} />
        <TopProducts products={overview.topProducts} days={days} />
        <LowStock products={overview.lowStock} />
      </div>
    </div>
  );
}

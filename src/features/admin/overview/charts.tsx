"use client";
import dynamic from "next/dynamic";
import type { ComponentProps } from "react";
import { Skeleton } from "@/components/skeleton";
import { formatCount } from "@/domain/count";
import { formatMoney, formatRound } from "@/domain/money";
import type { RouterOutputs } from "@/trpc/client";
import { DayTable } from "./day-table";
import { Panel } from "./panel";

/** Loaded on demand, since recharts is large. The numbers are rendered on the server. */
const DayChart = dynamic(() => import("./day-chart"), { ssr: false, loading: () => <Skeleton className="h-56" /> });

/** Shows a text instead of a chart without values. */
function Chart(props: ComponentProps<typeof DayChart>) {
  if (props.days.some(({ value }) => value > 0)) return <DayChart {...props} />;
  return <p className="grid h-56 place-items-center text-muted">No data in the last 30 days</p>;
}

export function Charts({ days }: { days: RouterOutputs["admin"]["overview"]["days"] }) {
  return (
    <div className="grid gap-6 lg:grid-cols-2">
      <Panel title="Revenue per day">
        <Chart
          label="Bar chart of revenue per day"
          days={days.map(({ day, revenueCents }) => ({ day, value: revenueCents }))}
          format={formatMoney}
          axis={formatRound}
        />
        <DayTable
          summary="Revenue table"
          unit="Revenue"
          rows={days.map(({ day, revenueCents }) => ({ day, value: formatMoney(revenueCents) }))}
        />
      </Panel>
      <Panel title="Orders per day">
        <Chart
          label="Bar chart of orders per day"
          days={days.map(({ day, orders }) => ({ day, value: orders }))}
          format={(orders) => formatCount(orders, "order")}
          axis={String}
        />
        <DayTable
          summary="Orders table"
          unit="Orders"
          rows={days.map(({ day, orders }) => ({ day, value: String(orders) }))}
        />
      </Panel>
    </div>
  );
}

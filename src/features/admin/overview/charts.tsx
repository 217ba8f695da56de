"use client";
import dynamic from "next/dynamic";
import type { ComponentProps } from "react";
import { Skeleton } from "@/components/skeleton";
import { formatMoney, formatRound } from "@/domain/money";
import type { RouterOutputs } from "@/trpc/client";
import { DayTable } from "./day-table";
import { Panel } from "./panel";

/** The library that draws is large, and comes for these pictures alone; the numbers are there before it. */
const DayChart = dynamic(() => import("./day-chart"), { ssr: false, loading: () => <Skeleton className="h-56" /> });

/** An axis of nothing but noughts says less than words do. */
function Chart(props: ComponentProps<typeof DayChart>) {
  if (props.days.some(({ value }) => value > 0)) return <DayChart {...props} />;
  return <p className="grid h-56 place-items-center text-muted">Nothing in these thirty days.</p>;
}

export function Charts({ days }: { days: RouterOutputs["admin"]["overview"]["days"] }) {
  return (
    <div className="grid gap-6 lg:grid-cols-2">
      <Panel title="Revenue per day">
        <Chart
          label="Revenue per day, as bars"
          days={days.map(({ day, revenueCents }) => ({ day, value: revenueCents }))}
          format={formatMoney}
          axis={formatRound}
        />
        <DayTable
          summary="Revenue as a table"
          unit="Revenue"
          rows={days.map(({ day, revenueCents }) => ({ day, value: formatMoney(revenueCents) }))}
        />
      </Panel>
      <Panel title="Orders per day">
        <Chart
          label="Orders per day, as bars"
          days={days.map(({ day, orders }) => ({ day, value: orders }))}
          format={(orders) => `${orders} ${orders === 1 ? "order" : "orders"}`}
          axis={String}
        />
        <DayTable
          summary="Orders as a table"
          unit="Orders"
          rows={days.map(({ day, orders }) => ({ day, value: String(orders) }))}
        />
      </Panel>
    </div>
  );
}

"use client";
import dynamic from "next/dynamic";
import { useState } from "react";
import { PillFilter } from "@/components/pill-filter";
import { Skeleton } from "@/components/skeleton";
import { formatCount } from "@/domain/count";
import { formatMoney, formatRound } from "@/domain/money";
import type { RouterOutputs } from "@/trpc/client";
import { Panel } from "../panel";
import { DayTable } from "./day-table";

type Day = RouterOutputs["admin"]["overview"]["days"][number];

/** Loaded on demand, since recharts is large. The numbers are rendered on the server. */
const DayChart = dynamic(() => import("./day-chart"), { ssr: false, loading: () => <Skeleton className="h-56" /> });

const METRICS = {
  revenue: {
    title: "Revenue per day",
    figureOf: (day: Day) => day.revenueCents,
    format: formatMoney,
    axis: formatRound,
  },
  orders: {
    title: "Orders per day",
    figureOf: (day: Day) => day.orders,
    format: (orders: number) => formatCount(orders, "order"),
    axis: String,
  },
};
const OPTIONS = [
  { value: "revenue", label: "Revenue" },
  { value: "orders", label: "Orders" },
];

/** One chart of the window, of the revenue or the orders, and both as a table. */
export function Daily({ days }: { days: Day[] }) {
  const [metric, setMetric] = useState<keyof typeof METRICS>("revenue");
  const { title, figureOf, format, axis } = METRICS[metric];
  const values = days.map((day) => ({ day: day.day, value: figureOf(day) }));
  const change = (value: string) => setMetric(value === "orders" ? "orders" : "revenue");
  return (
    <Panel
      title={title}
      aside={
        <div className="noscript:hidden">
          <PillFilter label="Chart" options={OPTIONS} value={metric} onChange={change} />
        </div>
      }
    >
      {values.some(({ value }) => value > 0) ? (
        <DayChart label={`Bar chart: ${title.toLowerCase()}`} days={values} format={format} axis={axis} />
      ) : (
        <p className="grid h-56 place-items-center text-muted">{`No data in the last ${days.length} days`}</p>
      )}
      <DayTable days={days} />
    </Panel>
  );
}

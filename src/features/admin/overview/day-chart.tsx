"use client";
import { Bar, BarChart, CartesianGrid, ResponsiveContainer, Tooltip, XAxis, YAxis } from "recharts";
import { formatUtcDay } from "@/domain/date";

type Props = {
  /** The text alternative; the numbers are in the table below the chart. */
  label: string;
  days: { day: string; value: number }[];
  format: (value: number) => string;
  axis: (value: number) => string;
};

const dateOf = (day: string) => new Date(`${day}T00:00:00Z`);
const tick = { fill: "var(--muted)", fontSize: 12 };

export default function DayChart({ label, days, format, axis }: Props) {
  return (
    <div role="img" aria-label={label} className="h-56 min-w-0 overflow-hidden">
      <ResponsiveContainer width="100%" height="100%">
        <BarChart data={days} margin={{ top: 4, right: 0, bottom: 0, left: 0 }} accessibilityLayer={false}>
          <CartesianGrid vertical={false} stroke="var(--line)" />
          <XAxis
            dataKey="day"
            tick={tick}
            tickLine={false}
            axisLine={{ stroke: "var(--line)" }}
            tickFormatter={(day: string) => formatUtcDay(dateOf(day)).replace(/ \d{4}$/, "")}
            minTickGap={28}
          />
          <YAxis width={48} tick={tick} tickLine={false} axisLine={false} tickFormatter={axis} allowDecimals={false} />
          <Tooltip
            cursor={{ fill: "var(--sunken)" }}
            isAnimationActive={false}
            content={({ active, payload }) => {
              const day = payload?.[0]?.payload as Props["days"][number] | undefined;
              if (!active || !day) return null;
              return (
                <div className="rounded-xl border border-line bg-surface px-3 py-2 text-sm shadow-pop">
                  <p className="text-muted text-xs">{formatUtcDay(dateOf(day.day))}</p>
                  <p className="font-medium tabular-nums">{format(day.value)}</p>
                </div>
              );
            }}
          />
          <Bar dataKey="value" fill="var(--accent)" radius={[4, 4, 0, 0]} isAnimationActive={false} />
        </BarChart>
      </ResponsiveContainer>
    </div>
  );
}

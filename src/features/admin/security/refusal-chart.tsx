"use client";
import { Bar, BarChart, CartesianGrid, ResponsiveContainer, XAxis, YAxis } from "recharts";
import { formatMinute, formatUtcDay } from "@/domain/date";

type Props = {
  periods: { start: Date; counts: Record<string, number> }[];
  /** What is not in one of the others belongs to the series `other`. */
  series: { id: string; title: string; color: string }[];
  isHourly: boolean;
};

const tick = { fill: "var(--muted)", fontSize: 12 };

export default function RefusalChart({ periods, series, isHourly }: Props) {
  const known = new Set(series.map(({ id }) => id));
  const rows = periods.map(({ start, counts }) => {
    const entries = Object.entries(counts);
    const other = entries.reduce((sum, [kind, count]) => sum + (known.has(kind) ? 0 : count), 0);
    return { ...counts, other, label: isHourly ? timeOf(start) : formatUtcDay(start).replace(/ \d{4}$/, "") };
  });
  return (
    <div role="img" aria-label="Bar chart: refusals by kind over time" className="h-56 min-w-0 overflow-hidden">
      <ResponsiveContainer width="100%" height="100%">
        <BarChart data={rows} margin={{ top: 4, right: 0, bottom: 0, left: 0 }} accessibilityLayer={false}>
          <CartesianGrid vertical={false} stroke="var(--line)" />
          <XAxis dataKey="label" tick={tick} tickLine={false} axisLine={{ stroke: "var(--line)" }} minTickGap={28} />
          <YAxis width={48} tick={tick} tickLine={false} axisLine={false} allowDecimals={false} />
          {series.map(({ id, color }) => (
            // A function: a name with a dot would be a path.
            <Bar
              key={id}
              dataKey={(row: Record<string, number>) => row[id] ?? 0}
              stackId="refusals"
              fill={color}
              isAnimationActive={false}
            />
          ))}
        </BarChart>
      </ResponsiveContainer>
    </div>
  );
}

const timeOf = (start: Date) => formatMinute(start, true).replace(/^.*, /, "");

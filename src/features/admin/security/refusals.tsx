"use client";
import dynamic from "next/dynamic";
import { Skeleton } from "@/components/skeleton";
import type { SecurityWindow } from "@/domain/admin-security";
import { formatCount } from "@/domain/count";
import { api, type RouterOutputs } from "@/trpc/client";
import { BarList } from "../bar-list";
import { Panel } from "../panel";

type Counts = RouterOutputs["admin"]["security"]["refusals"];

/** Loaded on demand, since recharts is large. The numbers are rendered on the server. */
const RefusalChart = dynamic(() => import("./refusal-chart"), {
  ssr: false,
  loading: () => <Skeleton className="h-56" />,
});

const COLORS = ["var(--accent)", "var(--warn)", "var(--sky)", "var(--good)"];
const OTHER = { id: "other", color: "var(--muted)" };

/** The most frequent kinds have colors; the others share one. */
const seriesOf = ({ kinds }: Counts) => [
  ...kinds.slice(0, COLORS.length).map(({ kind, title }, index) => ({ id: kind, title, color: COLORS[index] ?? "" })),
  ...(kinds.length > COLORS.length ? [{ ...OTHER, title: "Other" }] : []),
];

export function Refusals({ days }: { days: SecurityWindow }) {
  const { data } = api.admin.security.refusals.useQuery({ days });
  if (!data) return <Skeleton className="h-96" />;
  const series = seriesOf(data);
  const colorOf = new Map(series.map(({ id, color }) => [id, color]));
  const rows = data.kinds.map(({ kind, title, count }) => ({
    ...{ id: kind, label: title, value: count, shown: formatCount(count, "refusal") },
    color: colorOf.get(kind) ?? OTHER.color,
  }));
  return (
    <Panel title="Refusals by kind">
      {rows.length > 0 ? (
        <div className="grid gap-8 lg:grid-cols-[minmax(0,3fr)_minmax(0,2fr)]">
          <RefusalChart periods={data.periods} series={series} isHourly={days === 1} />
          <BarList rows={rows} />
        </div>
      ) : (
        <p className="text-muted">Nothing was refused in this period</p>
      )}
    </Panel>
  );
}

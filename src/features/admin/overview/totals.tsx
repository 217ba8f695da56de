import { clsx } from "clsx";
import { formatChange, percentChange, type Window } from "@/domain/admin-overview";
import { formatMoney } from "@/domain/money";
import type { RouterOutputs } from "@/trpc/client";

type Overview = RouterOutputs["admin"]["overview"];

/** The sums of the window, compared with as much time before it. */
export function Totals({ overview, days }: { overview: Overview; days: Window }) {
  const orders = overview.days.reduce((sum, day) => sum + day.orders, 0);
  const revenue = overview.days.reduce((sum, day) => sum + day.revenueCents, 0);
  const open = overview.statuses
    .filter(({ status }) => status === "PLACED" || status === "PACKED")
    .reduce((sum, it) => sum + it.orders, 0);
  const totals = [
    { name: "Revenue", value: formatMoney(revenue), change: [revenue, overview.before.revenueCents] as const },
    { name: "Orders", value: orders, change: [orders, overview.before.orders] as const },
    { name: "Orders today", value: overview.days.at(-1)?.orders ?? 0 },
    { name: "To ship", value: open },
  ];
  return (
    <dl className="grid grid-cols-2 gap-px overflow-hidden rounded-2xl border border-line bg-line lg:grid-cols-4">
      {totals.map(({ name, value, change }) => (
        <div key={name} className="grid content-start bg-surface p-5 sm:p-6">
          <dt className="order-1 mt-1 text-muted text-sm">{name}</dt>
          <dd className="font-display text-3xl tabular-nums sm:text-4xl">{value}</dd>
          {change && (
            <dd className="order-2 mt-1 text-muted text-sm">
              <Change now={change[0]} before={change[1]} days={days} />
            </dd>
          )}
        </div>
      ))}
    </dl>
  );
}

function Change({ now, before, days }: { now: number; before: number; days: Window }) {
  const percent = percentChange(now, before);
  if (percent === null) return <span>{`None in the ${days} days before`}</span>;
  return (
    <>
      <span className={clsx("font-medium tabular-nums", percent > 0 && "text-good", percent < 0 && "text-danger")}>
        {formatChange(percent)}
      </span>{" "}
      <span>{`on the ${days} days before`}</span>
    </>
  );
}

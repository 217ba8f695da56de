import { formatUtcDay } from "@/domain/date";
import { formatMoney } from "@/domain/money";
import type { RouterOutputs } from "@/trpc/client";

/** The numbers of the chart, for screen-reader users and for exact values. */
export function DayTable({ days }: { days: RouterOutputs["admin"]["overview"]["days"] }) {
  return (
    <details className="mt-4 text-sm">
      <summary className="w-fit rounded text-muted underline underline-offset-4 hover:text-ink">Show as table</summary>
      <div className="mt-3 overflow-hidden rounded-xl border border-line">
        <table className="w-full">
          <thead className="bg-sunken text-left text-muted">
            <tr>
              <th scope="col" className="px-4 py-2 font-medium">
                Day
              </th>
              <th scope="col" className="px-4 py-2 text-right font-medium">
                Orders
              </th>
              <th scope="col" className="px-4 py-2 text-right font-medium">
                Revenue
              </th>
            </tr>
          </thead>
          <tbody className="divide-y divide-line">
            {days.toReversed().map(({ day, orders, revenueCents }) => (
              <tr key={day}>
                <th scope="row" className="px-4 py-1.5 text-left font-normal">
                  {formatUtcDay(new Date(`${day}T00:00:00Z`))}
                </th>
                <td className="px-4 py-1.5 text-right tabular-nums">{orders}</td>
                <td className="px-4 py-1.5 text-right tabular-nums">{formatMoney(revenueCents)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </details>
  );
}

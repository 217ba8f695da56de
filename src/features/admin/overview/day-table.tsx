import { formatUtcDay } from "@/domain/date";

type Props = { summary: string; unit: string; rows: { day: string; value: string }[] };

/** The numbers of a chart, for screen-reader users and for exact values. */
export function DayTable({ summary, unit, rows }: Props) {
  return (
    <details className="mt-4 text-sm">
      <summary className="w-fit rounded text-muted underline underline-offset-4 hover:text-ink">{summary}</summary>
      <div className="mt-3 overflow-hidden rounded-xl border border-line">
        <table className="w-full">
          <thead className="bg-sunken text-left text-muted">
            <tr>
              <th scope="col" className="px-4 py-2 font-medium">
                Day
              </th>
              <th scope="col" className="px-4 py-2 text-right font-medium">
                {unit}
              </th>
            </tr>
          </thead>
          <tbody className="divide-y divide-line">
            {[...rows].reverse().map(({ day, value }) => (
              <tr key={day}>
                <th scope="row" className="px-4 py-1.5 text-left font-normal">
                  {formatUtcDay(new Date(`${day}T00:00:00Z`))}
                </th>
                <td className="px-4 py-1.5 text-right tabular-nums">{value}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </details>
  );
}

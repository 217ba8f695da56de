import type { ReactNode } from "react";

type Props = { rows: { id: string; label: ReactNode; value: number; shown: string; color?: string }[] };

/** A bar chart as a list: each bar has its number beside it, so no text alternative is needed. */
export function BarList({ rows }: Props) {
  const most = Math.max(1, ...rows.map(({ value }) => value));
  return (
    <ul className="grid gap-3.5 text-sm">
      {rows.map(({ id, label, value, shown, color = "var(--accent)" }) => (
        <li key={id} className="min-w-0">
          <div className="mb-1.5 flex items-baseline justify-between gap-3">
            <span className="min-w-0 truncate">{label}</span>
            <span className="whitespace-nowrap text-muted tabular-nums">{shown}</span>
          </div>
          <div aria-hidden className="h-1.5 overflow-hidden rounded-full bg-sunken">
            <div
              className="h-full rounded-full forced-color-adjust-none"
              style={{ width: `${(100 * value) / most}%`, background: color }}
            />
          </div>
        </li>
      ))}
    </ul>
  );
}

import { Time } from "@/shell/time";
import type { RouterOutputs } from "@/trpc/client";
import { ORDER_STATUS } from "./order-status-badge";

/** The events of an order, oldest first. */
export function OrderTimeline({ events }: { events: RouterOutputs["order"]["byId"]["events"] }) {
  return (
    <ol className="grid">
      {events.map(({ seq, status, note, createdAt }) => {
        const { icon: Icon, label } = ORDER_STATUS[status];
        return (
          <li key={seq} className="group relative flex gap-3.5 pb-6 last:pb-0">
            <span className="absolute top-8 bottom-0 left-4 w-px bg-line group-last:hidden" aria-hidden />
            <span className="grid size-8 shrink-0 place-items-center rounded-full bg-sunken text-muted group-last:bg-accent-soft group-last:text-accent">
              <Icon aria-hidden className="size-4" />
            </span>
            <div className="min-w-0 pt-1">
              <p className="font-medium">{label}</p>
              <p className="text-muted text-sm">
                <Time date={createdAt} />
              </p>
              {note && (
                <p dir="auto" className="mt-1.5 rounded-lg bg-sunken px-3 py-2 text-sm">
                  {note}
                </p>
              )}
            </div>
          </li>
        );
      })}
    </ol>
  );
}

import { clsx } from "clsx";
import { Check, X } from "lucide-react";
import { Card } from "@/components/card";
import { type OrderStatus, orderStages } from "@/domain/order";
import { Time } from "@/shell/time";
import type { RouterOutputs } from "@/trpc/client";
import { ORDER_STATUS } from "./order-status-badge";

type Order = RouterOutputs["order"]["byId"];
type Stage = ReturnType<typeof orderStages<Order["events"][number]>>[number];

const DONE = "border-accent bg-accent text-on-accent";

/** The states of a stage in words, and their circles. Lines differ as well as colors, which forced colors drop. */
const LOOKS = {
  passed: { text: "Done", circle: DONE, icon: Check },
  current: { text: "Current", circle: "border-accent bg-surface text-accent outline-4 outline-accent-soft" },
  ahead: { text: "Not yet", circle: "border-line-strong border-dashed bg-surface text-muted" },
};
/** The last stages have looks of their own: nothing comes next. */
const ENDS: Partial<Record<OrderStatus, (typeof LOOKS)["passed"]>> = {
  DELIVERED: { text: "Complete", circle: DONE, icon: Check },
  CANCELLED: { text: "Order ended", circle: "border-ink bg-ink text-paper", icon: X },
};

/** The stages of an order with their dates and notes: a row, or a column on a phone. */
export function OrderTracker({ order }: { order: Order }) {
  return (
    <Card className="p-6 sm:px-8">
      <h2 className="sr-only">Timeline</h2>
      <ol className="grid sm:auto-cols-fr sm:grid-flow-col">
        {orderStages(order).map((stage) => (
          <TrackerStage key={stage.status} stage={stage} />
        ))}
      </ol>
    </Card>
  );
}

function TrackerStage({ stage: { status, state, event } }: { stage: Stage }) {
  const isCurrent = state === "current";
  const {
    text,
    circle,
    icon: Icon,
  } = {
    icon: ORDER_STATUS[status].icon,
    ...LOOKS[state],
    ...(isCurrent && ENDS[status]),
  };
  return (
    <li
      aria-current={isCurrent ? "step" : undefined}
      className="group relative flex gap-4 pb-7 last:pb-0 sm:block sm:pr-6 sm:pb-0"
    >
      <span
        aria-hidden
        className={clsx(
          "absolute top-11 bottom-1 left-4.5 border-l-2 group-last:hidden sm:top-4.5 sm:right-2 sm:bottom-auto sm:left-12 sm:border-t-2 sm:border-l-0",
          state === "passed" ? "border-accent" : "border-line border-dashed",
        )}
      />
      <span className={clsx("grid size-9.5 shrink-0 place-items-center rounded-full border-2", circle)}>
        <Icon aria-hidden className="size-4.5" />
      </span>
      <div className="min-w-0 sm:mt-3">
        <p className={clsx("flex flex-wrap items-baseline gap-x-2", state === "ahead" ? "text-muted" : "font-medium")}>
          <span>{ORDER_STATUS[status].label}</span>{" "}
          <span className={isCurrent ? "font-normal text-accent text-sm" : "sr-only"}>{text}</span>
        </p>
        {event && (
          <p className="text-muted text-sm">
            <Time date={event.createdAt} />
          </p>
        )}
        {event?.note && (
          <p dir="auto" className="mt-2 rounded-lg bg-sunken px-3 py-2 text-sm">
            {event.note}
          </p>
        )}
      </div>
    </li>
  );
}

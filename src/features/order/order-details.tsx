import { type ReactNode, type RefObject, useRef } from "react";
import { BackLink } from "@/components/back-link";
import { Card } from "@/components/card";
import { orderReference } from "@/domain/order";
import { Time } from "@/shell/time";
import type { RouterOutputs } from "@/trpc/client";
import { OrderLines } from "./order-lines";
import { OrderStatusBadge } from "./order-status-badge";
import { OrderTimeline } from "./order-timeline";

type Props = {
  order: RouterOutputs["order"]["byId"];
  listHref: string;
  /** The buttons of the heading. They move focus to the heading when they disappear. */
  actions: (heading: RefObject<HTMLHeadingElement | null>) => ReactNode;
  /** Cards above the timeline. */
  children?: ReactNode;
};

/** The page of one order, for its owner and for administrators. */
export function OrderDetails({ order, listHref, actions, children }: Props) {
  const heading = useRef<HTMLHeadingElement>(null);
  return (
    <div className="mx-auto max-w-5xl px-4 py-8 sm:px-6 sm:py-12">
      <BackLink href={listHref}>All orders</BackLink>
      <header className="mt-5 mb-8 flex flex-wrap items-center justify-between gap-4">
        <div>
          <div className="flex flex-wrap items-center gap-3">
            <h1 ref={heading} tabIndex={-1} className="font-display text-4xl outline-none sm:text-5xl">
              <span>Order</span> <span className="font-mono text-[0.8em]">{orderReference(order.id)}</span>
            </h1>
            <OrderStatusBadge status={order.status} />
          </div>
          <p className="mt-1.5 text-muted">
            <Time date={order.createdAt} />
          </p>
        </div>
        {actions(heading)}
      </header>
      <div className="grid items-start gap-8 lg:grid-cols-[minmax(0,1fr)_20rem]">
        <OrderLines order={order} />
        <div className="grid gap-8">
          {children}
          <Card className="p-6">
            <h2 className="mb-5 font-semibold">Timeline</h2>
            <OrderTimeline events={order.events} />
          </Card>
        </div>
      </div>
    </div>
  );
}

import { clsx } from "clsx";
import { type ReactNode, type RefObject, useRef } from "react";
import { BackLink } from "@/components/back-link";
import { Page } from "@/components/page";
import { Texts } from "@/components/span-texts";
import { orderReference } from "@/domain/order";
import { Time } from "@/shell/time";
import type { RouterOutputs } from "@/trpc/client";
import { OrderLines } from "./order-lines";
import { OrderStatusBadge } from "./order-status-badge";
import { OrderTracker } from "./order-tracker";

type Props = {
  order: RouterOutputs["order"]["byId"];
  listHref: string;
  /** The buttons of the heading. They move focus to the heading when they disappear. */
  actions: (heading: RefObject<HTMLHeadingElement | null>) => ReactNode;
  /** Above the stages. */
  notice?: ReactNode;
  /** Cards beside the lines. */
  children?: ReactNode;
};

/** The page of one order, for its owner and for administrators. */
export function OrderDetails({ order, listHref, actions, notice, children }: Props) {
  const heading = useRef<HTMLHeadingElement>(null);
  return (
    <Page
      headingRef={heading}
      back={<BackLink href={listHref}>All orders</BackLink>}
      title={
        <Texts>
          Order <span className="font-mono text-[0.8em]">{orderReference(order.id)}</span>
        </Texts>
      }
      badge={<OrderStatusBadge status={order.status} />}
      lead={<Time date={order.createdAt} />}
      aside={<div className="flex flex-wrap gap-3">{actions(heading)}</div>}
    >
      {notice}
      <div className="grid gap-6">
        <OrderTracker order={order} />
        <div className={clsx("grid items-start gap-6", children && "lg:grid-cols-[minmax(0,1fr)_20rem]")}>
          <OrderLines order={order} />
          {children}
        </div>
      </div>
    </Page>
  );
}

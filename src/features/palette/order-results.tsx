"use client";
import { Package } from "lucide-react";
import { Fragment } from "react";
import { orderReference } from "@/domain/order";
import { ORDER_STATUS } from "@/features/order";
import { api, type RouterOutputs } from "@/trpc/client";
import type { PaletteGroup, Search } from "./result";

/** The newest orders of the user, found by reference, status and products. */
export function useOrderResults({ isOpen, isSignedIn, openPage }: Search): PaletteGroup {
  const orders = api.order.list.useInfiniteQuery(
    {},
    { enabled: isSignedIn && isOpen, getNextPageParam: (page) => page.nextCursor, throwOnError: false },
  );
  const results = (orders.data?.pages[0]?.items ?? []).map((order) => ({
    id: `/orders/${order.id}`,
    name: `Order ${orderReference(order.id)}`,
    keywords: [ORDER_STATUS[order.status].label, ...order.lines.map(({ name }) => name)],
    icon: Package,
    content: <OrderLabel {...order} />,
    select: () => openPage(`/orders/${order.id}`),
  }));
  return { heading: "Recent orders", results };
}

function OrderLabel({ id, lines }: Pick<RouterOutputs["order"]["byId"], "id" | "lines">) {
  return (
    <>
      <span>Order</span> <span className="font-mono">{orderReference(id)}</span>
      <span className="text-muted">
        {lines.map(({ id, name }, index) => (
          <Fragment key={id}>
            <span>{index ? ", " : " · "}</span>
            <bdi>{name}</bdi>
          </Fragment>
        ))}
      </span>
    </>
  );
}

"use client";
import { Package, Tag } from "lucide-react";
import { Fragment, useDeferredValue } from "react";
import { orderReference } from "@/domain/order";
import { ORDER_STATUS } from "@/features/order";
import { api, type RouterOutputs } from "@/trpc/client";
import type { PaletteGroup, PaletteResult } from "./result";

/** The products that match a query, and recent orders. @param open the action that opens a page */
export function useShopResults(
  query: string,
  isSignedIn: boolean,
  isOpen: boolean,
  open: (href: string) => () => void,
): PaletteGroup[] {
  const orders = api.order.list.useInfiniteQuery(
    {},
    { enabled: isSignedIn && isOpen, getNextPageParam: (page) => page.nextCursor, throwOnError: false },
  );
  const search = useDeferredValue(query.trim());
  const hasSearch = search.length > 1;
  const products = api.product.list.useQuery(
    { search, limit: 5 },
    { enabled: isOpen && hasSearch, placeholderData: (previous) => previous, throwOnError: false },
  );
  // The server has found them, by their description perhaps.
  const found: PaletteResult[] = ((hasSearch && products.data?.items) || []).map(({ id, name }) => {
    const href = `/products/${id}`;
    return { id: href, name, keywords: [query], icon: Tag, content: <bdi>{name}</bdi>, select: open(href) };
  });
  const recent: PaletteResult[] = (orders.data?.pages[0]?.items ?? []).map((order) => ({
    id: `/orders/${order.id}`,
    name: `Order ${orderReference(order.id)}`,
    keywords: [ORDER_STATUS[order.status].label, ...order.lines.map(({ name }) => name)],
    icon: Package,
    content: <OrderLabel {...order} />,
    select: open(`/orders/${order.id}`),
  }));
  return [
    { heading: "Products", results: found },
    { heading: "Recent orders", results: recent },
  ];
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

"use client";
import { type LucideIcon, Monitor, Moon, Package, Sun, Tag } from "lucide-react";
import { useTheme } from "next-themes";
import { Fragment, type ReactNode, useDeferredValue } from "react";
import type { Role } from "@/domain/account";
import { orderReference } from "@/domain/order";
import { ORDER_STATUS } from "@/features/order";
import { navItemsFor } from "@/shell/navigation";
import { api, type RouterOutputs } from "@/trpc/client";
import { type Result, rank } from "./rank";

type PaletteResult = Result & { id: string; icon: LucideIcon; content: ReactNode; select: () => void };

const THEMES = [
  { value: "light", label: "Use light theme", icon: Sun },
  { value: "dark", label: "Use dark theme", icon: Moon },
  { value: "system", label: "Use system theme", icon: Monitor },
];

/** The pages, products, recent orders and themes that match a query, in groups, the best first. */
export function useResults(
  query: string,
  viewer: { role: Role } | null,
  isOpen: boolean,
  openPage: (href: string) => void,
) {
  const { setTheme } = useTheme();
  const orders = api.order.list.useInfiniteQuery(
    {},
    { enabled: viewer !== null && isOpen, getNextPageParam: (page) => page.nextCursor, throwOnError: false },
  );
  const search = useDeferredValue(query.trim());
  const hasSearch = search.length > 1;
  const products = api.product.list.useQuery(
    { search, limit: 5 },
    { enabled: isOpen && hasSearch, placeholderData: (previous) => previous, throwOnError: false },
  );
  const open = (href: string) => () => openPage(href);

  const pages: PaletteResult[] = navItemsFor(viewer?.role).map(({ href, label, keywords, icon }) => {
    return { id: href, name: label, keywords, icon, content: label, select: open(href) };
  });
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
  const themes: PaletteResult[] = THEMES.map(({ value, label, icon }) => {
    return { id: value, name: label, icon, content: label, select: () => setTheme(value) };
  });
  const groups = [
    { heading: "Pages", results: pages },
    { heading: "Products", results: found },
    { heading: "Recent orders", results: recent },
    { heading: "Theme", results: themes },
  ];
  return rank(groups, query.trim());
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

import type { Metadata } from "next";
import { Page } from "@/components/page";
import { OrdersView } from "@/features/order/orders-view";
import { readStatus } from "@/features/order/search-params";
import { Hydrate, load } from "@/trpc/server";

export const metadata: Metadata = { title: "My orders" };

export default async function OrdersPage({ searchParams }: PageProps<"/orders">) {
  const status = readStatus((await searchParams).status);
  const path = status ? `/orders?status=${status}` : "/orders";
  await load(path, (api) => api.order.list.fetchInfinite(status ? { status } : {}));
  return (
    <Page title="My orders">
      <Hydrate>
        <OrdersView />
      </Hydrate>
    </Page>
  );
}

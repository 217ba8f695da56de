import { Page } from "@/components/page";
import { deskTitle, Hydrate, loadDesk } from "@/trpc/server";
import { OrdersDesk } from "./orders-desk";
import { readFilters } from "./read-filters";

export const generateMetadata = deskTitle("All orders");

export default async function DeskOrdersPage({ searchParams }: PageProps<"/admin/orders">) {
  const params = await searchParams;
  const filters = readFilters((name) => params[name]);
  await loadDesk("/admin/orders", (api) => api.admin.order.list.fetchInfinite(filters));
  return (
    <Page title="All orders">
      <Hydrate>
        <OrdersDesk />
      </Hydrate>
    </Page>
  );
}

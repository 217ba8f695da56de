import { Page } from "@/components/page";
import { AdminOrdersView } from "@/features/admin/order/admin-orders-view";
import { readOrderFilters } from "@/features/admin/order/search-params";
import { adminTitle, Hydrate, loadAdmin } from "@/trpc/server";

export const generateMetadata = adminTitle("All orders");

export default async function AdminOrdersPage({ searchParams }: PageProps<"/admin/orders">) {
  const params = await searchParams;
  const filters = readOrderFilters((name) => params[name]);
  await loadAdmin("/admin/orders", (api) => api.admin.order.list.fetchInfinite(filters));
  return (
    <Page title="All orders">
      <Hydrate>
        <AdminOrdersView />
      </Hydrate>
    </Page>
  );
}

import { Page } from "@/components/page";
import { AdminProductsView } from "@/features/admin/product/admin-products-view";
import { readProductFilters } from "@/features/admin/product/search-params";
import { adminTitle, Hydrate, loadAdmin } from "@/trpc/server";

export const generateMetadata = adminTitle("All products");

export default async function AdminProductsPage({ searchParams }: PageProps<"/admin/products">) {
  const params = await searchParams;
  const filters = readProductFilters((name) => params[name]);
  await loadAdmin("/admin/products", (api) => api.admin.product.list.fetchInfinite(filters));
  return (
    <Page title="All products">
      <Hydrate>
        <AdminProductsView />
      </Hydrate>
    </Page>
  );
}

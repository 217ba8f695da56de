import { Page } from "@/components/page";
import { deskTitle, Hydrate, loadDesk } from "@/trpc/server";
import { ProductsDesk } from "./products-desk";
import { readProductFilters } from "./read-product-filters";

export const generateMetadata = deskTitle("All products");

export default async function DeskProductsPage({ searchParams }: PageProps<"/admin/products">) {
  const params = await searchParams;
  const filters = readProductFilters((name) => params[name]);
  await loadDesk("/admin/products", (api) => api.admin.product.list.fetchInfinite(filters));
  return (
    <Page title="All products">
      <Hydrate>
        <ProductsDesk />
      </Hydrate>
    </Page>
  );
}

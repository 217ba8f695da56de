import type { Metadata } from "next";
import { Page } from "@/components/page";
import { CatalogFilters } from "@/features/product/catalog-filters";
import { ProductList } from "@/features/product/product-list";
import { SearchBox } from "@/features/product/search-box";
import { catalogHref, readFilters } from "@/features/product/search-params";
import { Hydrate, load } from "@/trpc/server";

export const metadata: Metadata = { title: "Products" };

const PAGE_SIZE = 12;

export default async function ProductsPage({ searchParams }: PageProps<"/products">) {
  const filters = readFilters(await searchParams);
  const input = { ...filters, limit: PAGE_SIZE };
  await load("/products", (api) => api.product.list.fetchInfinite(input));
  return (
    <Page title="Products" lead="Everything for your desk" aside={<SearchBox filters={filters} />}>
      <CatalogFilters filters={filters} />
      <Hydrate>
        <ProductList key={catalogHref(filters)} input={input} />
      </Hydrate>
    </Page>
  );
}

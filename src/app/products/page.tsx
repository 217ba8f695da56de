import type { Metadata } from "next";
import { Page } from "@/components/page";
import { ProductList } from "@/features/product/product-list";
import { SearchBox } from "@/features/product/search-box";
import { Hydrate, load } from "@/trpc/server";

export const metadata: Metadata = { title: "Products" };

const PAGE_SIZE = 12;

export default async function ProductsPage({ searchParams }: PageProps<"/products">) {
  const { search: rawSearch } = await searchParams;
  // Cleans the parameter instead of failing: the URL may come from anywhere.
  const search = typeof rawSearch === "string" ? rawSearch.replace(/\p{C}/gu, "").trim().slice(0, 80) : "";
  const input = search ? { search, limit: PAGE_SIZE } : { limit: PAGE_SIZE };
  await load("/products", (api) => api.product.list.fetchInfinite(input));
  return (
    <Page title="Products" lead="Everything for your desk" aside={<SearchBox search={search} />}>
      <Hydrate>
        <ProductList key={search} input={input} />
      </Hydrate>
    </Page>
  );
}

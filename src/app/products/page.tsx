import type { Metadata } from "next";
import { Page } from "@/components/page";
import { readSearch } from "@/domain/text.schema";
import { ProductList } from "@/features/product/product-list";
import { SearchBox } from "@/features/product/search-box";
import { Hydrate, load } from "@/trpc/server";

export const metadata: Metadata = { title: "Products" };

const PAGE_SIZE = 12;

export default async function ProductsPage({ searchParams }: PageProps<"/products">) {
  const { search: rawSearch } = await searchParams;
  const search = readSearch(rawSearch);
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

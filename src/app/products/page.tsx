import type { Metadata } from "next";
import { Page } from "@/components/page";
import { ProductList } from "@/features/product/product-list";
import { SearchBox } from "@/features/product/search-box";
import { Hydrate, load } from "@/trpc/server";

export const metadata: Metadata = { title: "Products" };

const PAGE_SIZE = 12;

export default async function ProductsPage({ searchParams }: PageProps<"/products">) {
  const { search: given } = await searchParams;
  // A link may say anything: what no search could be is cut off, and not an error.
  const search = typeof given === "string" ? given.replace(/\p{C}/gu, "").trim().slice(0, 80) : "";
  const input = search ? { search, limit: PAGE_SIZE } : { limit: PAGE_SIZE };
  await load("/products", (api) => api.product.list.fetchInfinite(input));
  return (
    <Page title="Products" lead="Good things for a desk." aside={<SearchBox search={search} />}>
      <Hydrate>
        <ProductList key={search} input={input} />
      </Hydrate>
    </Page>
  );
}

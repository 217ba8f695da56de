"use client";
import { Button } from "@/components/button";
import { EmptyState } from "@/components/empty-state";
import { Link } from "@/components/link";
import { Texts } from "@/components/span-texts";
import { ListFooter } from "@/shell/list-footer";
import { api } from "@/trpc/client";
import { ProductCard } from "./product-card";
import type { CatalogFilters } from "./search-params";

export function ProductList({ input }: { input: CatalogFilters & { limit: number } }) {
  const [{ pages }, list] = api.product.list.useSuspenseInfiniteQuery(input, {
    getNextPageParam: (page) => page.nextCursor,
  });
  // A product that is sold out between two pages is on both.
  const products = [...new Map(pages.flatMap((page) => page.items).map((product) => [product.id, product])).values()];

  if (!products.length && !input.search && !input.category) {
    return (
      <EmptyState picture="box" title="No products yet">
        Check back soon.
      </EmptyState>
    );
  }
  if (!products.length) {
    const action = (
      <Button asChild variant="outline">
        <Link href="/products">Show all products</Link>
      </Button>
    );
    return (
      <EmptyState picture="search" title="No products found" action={action}>
        {input.search ? (
          <Texts>
            No matches for “<bdi>{input.search}</bdi>”. Try a shorter word.
          </Texts>
        ) : (
          "Nothing in this category yet."
        )}
      </EmptyState>
    );
  }
  return (
    <>
      <ul className="grid grid-cols-2 gap-x-4 gap-y-8 sm:gap-x-6 sm:gap-y-10 lg:grid-cols-3 xl:grid-cols-4">
        {products.map((product, index) => (
          <li key={product.id}>
            <ProductCard product={product} eager={index < 8} />
          </li>
        ))}
      </ul>
      <ListFooter list={list} count={products.length} noun="product" />
    </>
  );
}

"use client";
import { SearchX } from "lucide-react";
import Link from "next/link";
import { Button } from "@/components/button";
import { EmptyState } from "@/components/empty-state";
import { api } from "@/trpc/client";
import { ProductCard } from "./product-card";

export function ProductList({ input }: { input: { search?: string; limit: number } }) {
  const [{ pages }, list] = api.product.list.useSuspenseInfiniteQuery(input, {
    getNextPageParam: (page) => page.nextCursor,
  });
  const products = pages.flatMap((page) => page.items);

  if (!products.length) {
    const action = (
      <Button asChild look="outline">
        <Link href="/products">Show all products</Link>
      </Button>
    );
    return (
      <EmptyState icon={SearchX} title="Nothing found" action={action}>
        No product has “{input.search}” in its name or description. Try a shorter word.
      </EmptyState>
    );
  }
  return (
    <>
      <ul className="grid grid-cols-1 gap-x-6 gap-y-10 min-[480px]:grid-cols-2 lg:grid-cols-3 xl:grid-cols-4">
        {products.map((product, index) => (
          <li key={product.id}>
            <ProductCard product={product} eager={index < 8} />
          </li>
        ))}
      </ul>
      {list.hasNextPage && (
        <div className="mt-12 text-center">
          <Button look="outline" pending={list.isFetchingNextPage} onClick={() => list.fetchNextPage()}>
            Load more
          </Button>
        </div>
      )}
    </>
  );
}

import Link from "next/link";
import { availability } from "@/domain/product";
import { ProductCard } from "@/features/product";
import type { RouterOutputs } from "@/trpc/client";

export function Featured({ products }: { products: RouterOutputs["product"]["byIds"] }) {
  const shown = products.filter((product) => availability(product) === "in-stock").slice(0, 4);
  if (!shown.length) return null;
  return (
    <section aria-labelledby="featured">
      <div className="flex flex-wrap items-baseline justify-between gap-4">
        <h2 id="featured" className="font-display text-3xl sm:text-4xl">
          New in the shop
        </h2>
        <Link href="/products" className="py-1 font-medium text-accent underline underline-offset-4">
          All products
        </Link>
      </div>
      <ul className="mt-8 grid grid-cols-2 gap-x-4 gap-y-8 sm:gap-x-6 lg:grid-cols-4">
        {shown.map((product) => (
          <li key={product.id}>
            <ProductCard product={product} />
          </li>
        ))}
      </ul>
    </section>
  );
}

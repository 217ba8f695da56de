import { useId } from "react";
import { Link } from "@/components/link";
import type { RouterOutputs } from "@/trpc/client";
import { ProductCard } from "./product-card";

type Props = {
  title: string;
  products: RouterOutputs["product"]["byIds"];
  /** To more products. */
  link: { href: string; label: string };
};

/** A row of a few products; nothing without any. */
export function ProductShelf({ title, products, link }: Props) {
  const id = useId();
  if (products.length === 0) return null;
  return (
    <section aria-labelledby={id}>
      <div className="flex flex-wrap items-baseline justify-between gap-4">
        <h2 id={id} className="font-display text-3xl sm:text-4xl">
          {title}
        </h2>
        <Link href={link.href} className="py-1 font-medium text-accent underline underline-offset-4">
          {link.label}
        </Link>
      </div>
      <ul className="mt-8 grid grid-cols-2 gap-x-4 gap-y-8 sm:gap-x-6 lg:grid-cols-4">
        {products.map((product) => (
          <li key={product.id}>
            <ProductCard product={product} />
          </li>
        ))}
      </ul>
    </section>
  );
}

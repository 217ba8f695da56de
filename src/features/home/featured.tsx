import { availability } from "@/domain/product";
import { ProductShelf } from "@/features/product";
import type { RouterOutputs } from "@/trpc/client";

export function Featured({ products }: { products: RouterOutputs["product"]["byIds"] }) {
  const shown = products.filter((product) => availability(product) === "in-stock").slice(0, 4);
  return <ProductShelf title="New in the shop" products={shown} link={{ href: "/products", label: "All products" }} />;
}

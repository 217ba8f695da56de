import type { Metadata } from "next";
import { MAX_RELATED } from "@/domain/product";
import { ProductView } from "@/features/product/product-view";
import { RelatedProducts } from "@/features/product/related-products";
import { Hydrate, load } from "@/trpc/server";

const fetchProduct = (id: string) => load(`/products/${id}`, (api) => api.product.byId.fetch({ id }));

export async function generateMetadata({ params }: PageProps<"/products/[id]">): Promise<Metadata> {
  const { name, description } = await fetchProduct((await params).id);
  return { title: name, description };
}

export default async function ProductPage({ params }: PageProps<"/products/[id]">) {
  const { id } = await params;
  const product = await fetchProduct(id);
  // One more than is shown, since the product may be among them.
  const input = { category: product.category, sort: "newest", limit: MAX_RELATED + 1 } as const;
  const related = await load(`/products/${id}`, (api) => api.product.list.fetch(input));
  return (
    <>
      <Hydrate>
        <ProductView id={id} />
      </Hydrate>
      <RelatedProducts product={product} candidates={related.items} />
    </>
  );
}

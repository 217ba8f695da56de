import type { Metadata } from "next";
import { ProductView } from "@/features/product/product-view";
import { Hydrate, load } from "@/trpc/server";

const fetchProduct = (id: string) => load(`/products/${id}`, (api) => api.product.byId.fetch({ id }));

export async function generateMetadata({ params }: PageProps<"/products/[id]">): Promise<Metadata> {
  const { name, description } = await fetchProduct((await params).id);
  return { title: name, description };
}

export default async function ProductPage({ params }: PageProps<"/products/[id]">) {
  const { id } = await params;
  await fetchProduct(id);
  return (
    <Hydrate>
      <ProductView id={id} />
    </Hydrate>
  );
}

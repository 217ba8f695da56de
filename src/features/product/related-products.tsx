import { CATEGORIES, relatedTo } from "@/domain/product";
import type { RouterOutputs } from "@/trpc/client";
import { ProductShelf } from "./product-shelf";
import { catalogHref } from "./search-params";

type Props = { product: RouterOutputs["product"]["byId"]; candidates: RouterOutputs["product"]["byIds"] };

/** Other products of the same category. @param candidates products of that category */
export function RelatedProducts({ product, candidates }: Props) {
  const { category } = product;
  return (
    <div className="mx-auto max-w-6xl px-4 pb-16 sm:px-6">
      <ProductShelf
        title="You may also like"
        products={relatedTo(product, candidates)}
        link={{ href: catalogHref({ category, sort: "name" }), label: `All ${CATEGORIES[category].toLowerCase()}` }}
      />
    </div>
  );
}

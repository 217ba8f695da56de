import { Link } from "@/components/link";
import { Picture } from "@/components/picture";
import { formatMoney } from "@/domain/money";
import type { RouterOutputs } from "@/trpc/client";
import { AvailabilityBadge } from "./availability-badge";

type Product = RouterOutputs["product"]["byIds"][number];

export function ProductCard({ product, eager }: { product: Product; eager?: boolean }) {
  return (
    <article className="group relative">
      <div className="overflow-hidden rounded-2xl border border-line bg-sunken">
        <Picture
          src={product.image}
          eager={eager}
          className="aspect-4/3 w-full object-cover transition-transform duration-500 ease-out group-hover:scale-[1.03]"
        />
      </div>
      <div className="mt-3 grid gap-0.5">
        <h2 className="font-medium">
          <Link href={`/products/${product.id}`} className="after:absolute after:inset-0 after:rounded-2xl">
            <bdi>{product.name}</bdi>
          </Link>
        </h2>
        <p className="text-muted tabular-nums">{formatMoney(product.priceCents)}</p>
      </div>
      <div className="absolute top-3 left-3">
        <AvailabilityBadge stock={product.stock} />
      </div>
    </article>
  );
}

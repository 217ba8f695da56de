"use client";
import { PackageX, X } from "lucide-react";
import { Button } from "@/components/button";
import { Link } from "@/components/link";
import { Picture } from "@/components/picture";
import { QuantityStepper } from "@/components/quantity-stepper";
import { removeFromCart, setQuantity } from "@/domain/cart";
import { formatMoney } from "@/domain/money";
import { MAX_LINE_QUANTITY } from "@/domain/order";
import type { RouterOutputs } from "@/trpc/client";
import { updateCart } from "./cart-store";

type Props = {
  productId: string;
  quantity: number;
  product?: RouterOutputs["product"]["byIds"][number];
  problem?: string;
};

/** Why this line cannot be ordered, by the stock that the page has loaded. */
function findProblem({ product, quantity }: Props): string | undefined {
  if (!product) return "No longer sold. Remove it to continue.";
  if (product.stock === 0) return "Sold out. Remove it to continue.";
  if (product.stock < quantity) return `Only ${product.stock} left. Reduce the quantity.`;
}

export function CartLine(line: Props) {
  const { productId, quantity, product } = line;
  const problem = findProblem(line) ?? line.problem;
  const name = product?.name ?? "Unavailable product";

  return (
    <li className="flex gap-4 py-5">
      {product ? (
        <Picture src={product.image} className="h-18 w-24 rounded-xl object-cover" />
      ) : (
        <span className="grid h-18 w-24 place-items-center rounded-xl bg-sunken text-muted">
          <PackageX aria-hidden className="size-6" />
        </span>
      )}
      <div className="flex min-w-0 flex-1 flex-wrap items-center gap-x-6 gap-y-3">
        <div className="min-w-32 flex-1">
          {product ? (
            <Link href={`/products/${productId}`} className="font-medium hover:underline">
              <bdi>{name}</bdi>
            </Link>
          ) : (
            <span className="font-medium">{name}</span>
          )}
          {product && <p className="text-muted text-sm tabular-nums">{`${formatMoney(product.priceCents)} each`}</p>}
          {problem && <p className="mt-1 text-danger text-sm">{problem}</p>}
        </div>
        <div className="flex w-full flex-wrap items-center justify-between gap-3 sm:w-auto">
          {product && product.stock > 0 && (
            <>
              <QuantityStepper
                label={name}
                value={quantity}
                max={Math.min(MAX_LINE_QUANTITY, product.stock)}
                onChange={(value) => updateCart((cart) => setQuantity(cart, productId, value))}
              />
              <p className="w-20 text-right font-medium tabular-nums">{formatMoney(product.priceCents * quantity)}</p>
            </>
          )}
          <Button
            variant="ghost"
            size="icon"
            className="-mr-3 ml-auto sm:mr-0"
            aria-label={`Remove ${name}`}
            onClick={() => updateCart((cart) => removeFromCart(cart, productId))}
          >
            <X aria-hidden />
          </Button>
        </div>
      </div>
    </li>
  );
}

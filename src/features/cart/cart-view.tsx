"use client";
import { useEffect, useState } from "react";
import { Button } from "@/components/button";
import { Card } from "@/components/card";
import { EmptyState } from "@/components/empty-state";
import { ErrorState } from "@/components/error-state";
import { Link } from "@/components/link";
import { Notice } from "@/components/notice";
import { formatMoney } from "@/domain/money";
import { orderTotalCents } from "@/domain/order";
import { api, errorData, errorMessage } from "@/trpc/client";
import { CartLine } from "./cart-line";
import { CartSkeleton } from "./cart-skeleton";
import { useCart } from "./cart-store";
import { usePlaceOrder } from "./use-place-order";

const TEXT = {
  empty: "Items you add are saved in this browser.",
  note: "Prices and stock are checked again when you order.",
};

export function CartView({ isSignedIn }: { isSignedIn: boolean }) {
  // The cart is in localStorage, so the server cannot render it: a skeleton is shown until it is read.
  const [isRead, setRead] = useState(false);
  useEffect(() => setRead(true), []);
  const cart = useCart();
  const ids = cart.map((line) => line.productId);
  const products = api.product.byIds.useQuery(
    { ids },
    { enabled: ids.length > 0, placeholderData: (previous) => previous, throwOnError: false },
  );
  const { place, placing, problem, lineProblems } = usePlaceOrder(cart);

  if (isRead && !cart.length && !placing) {
    const action = (
      <Button asChild>
        <Link href="/products">Browse products</Link>
      </Button>
    );
    return (
      <EmptyState picture="bag" title="Your cart is empty" action={action}>
        {TEXT.empty}
      </EmptyState>
    );
  }
  if (products.error && !products.data) {
    return (
      <ErrorState
        message={errorMessage(products.error)}
        reference={errorData(products.error)?.requestId}
        onRetry={products.refetch}
      />
    );
  }
  if (!products.data) return <CartSkeleton />;

  const lines = (placing ?? cart).map((line) => ({
    ...line,
    product: products.data.find(({ id }) => id === line.productId),
  }));
  const total = orderTotalCents(
    lines.map(({ product, quantity }) => ({ priceCents: product?.stock ? product.priceCents : 0, quantity })),
  );

  return (
    <div className="grid items-start gap-8 lg:grid-cols-[1fr_20rem]">
      <ul className="divide-y divide-line border-line border-y">
        {lines.map((line) => (
          <CartLine key={line.productId} {...line} problem={lineProblems[line.productId]} />
        ))}
      </ul>
      <Card className="p-6">
        <div className="flex items-baseline justify-between">
          <span className="text-muted">Total</span>
          <output className="font-semibold text-2xl tabular-nums">{formatMoney(total)}</output>
        </div>
        <p className="mt-2 mb-5 text-muted text-sm">{TEXT.note}</p>
        {problem && (
          <div className="mb-4">
            <Notice>{problem}</Notice>
          </div>
        )}
        {isSignedIn ? (
          <Button className="w-full" pending={placing !== undefined} onClick={place}>
            Place order
          </Button>
        ) : (
          <Button asChild className="w-full">
            <Link href="/sign-in?callbackUrl=/cart">Sign in to order</Link>
          </Button>
        )}
      </Card>
    </div>
  );
}

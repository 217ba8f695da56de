"use client";
import { ShoppingBag } from "lucide-react";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { Button } from "@/components/button";
import { QuantityStepper } from "@/components/quantity-stepper";
import { addToCart, isFull } from "@/domain/cart";
import { MAX_LINE_QUANTITY, MAX_ORDER_LINES } from "@/domain/order";
import { updateCart, useCart } from "@/features/cart";
import { toast } from "@/shell/toast";
import type { RouterOutputs } from "@/trpc/client";

const TEXT = {
  full: `Your cart is full: up to ${MAX_ORDER_LINES} products per order`,
  soldOut: "Sold out. Check back soon.",
};

export function AddToCart({ product }: { product: RouterOutputs["product"]["byId"] }) {
  const [quantity, setQuantity] = useState(1);
  const router = useRouter();
  const cart = useCart();
  if (product.stock === 0) return <p className="mt-8 rounded-xl bg-sunken px-4 py-3 text-muted">{TEXT.soldOut}</p>;

  function add() {
    if (isFull(cart) && !cart.some((line) => line.productId === product.id)) return toast.error(TEXT.full);
    updateCart((current) => addToCart(current, product.id, quantity));
    const action = { label: "View cart", onClick: () => router.push("/cart") };
    toast.success(
      <>
        {quantity} × <bdi>{product.name}</bdi> added to cart
      </>,
      { action },
    );
  }

  return (
    <div className="mt-8 flex flex-wrap items-center gap-3">
      <QuantityStepper
        label={product.name}
        value={quantity}
        max={Math.min(MAX_LINE_QUANTITY, product.stock)}
        onChange={setQuantity}
      />
      <Button onClick={add}>
        <ShoppingBag aria-hidden />
        Add to cart
      </Button>
    </div>
  );
}

"use client";
import { clsx } from "clsx";
import { ShoppingBag } from "lucide-react";
import { useLayoutEffect } from "react";
import { buttonStyle } from "@/components/button";
import { Link } from "@/components/link";
import { cartCount } from "@/domain/cart";
import { openCart, useCart } from "./cart-store";

/** @param viewerId whose cart it is; undefined for a visitor */
export function CartLink({ viewerId }: { viewerId: string | undefined }) {
  useLayoutEffect(() => openCart(viewerId), [viewerId]);
  const count = cartCount(useCart());
  return (
    <Link
      href="/cart"
      aria-label={count ? `Cart, ${count}` : "Cart"}
      className={clsx(buttonStyle({ variant: "ghost", size: "icon" }), "relative")}
    >
      <ShoppingBag aria-hidden className="size-5" />
      {count > 0 && (
        <span className="absolute top-0 right-0 grid h-4.5 min-w-4.5 animate-rise place-items-center rounded-full bg-accent px-1 font-semibold text-[0.6875rem] text-on-accent tabular-nums">
          {count > 99 ? "99+" : count}
        </span>
      )}
    </Link>
  );
}

"use client";
import { useEffect, useState } from "react";
import { Confirmation } from "@/components/confirmation";
import { Link } from "@/components/link";
import { orderPlaced } from "@/features/cart";
import type { RouterOutputs } from "@/trpc/client";

const TEXT = {
  title: "Order placed",
  next: "We'll pack it next. This page updates by itself, and you can cancel until it ships.",
  more: "Continue shopping",
};

/** Shown once, on arrival from the cart, until the order moves on. */
export function OrderPlacedNotice({ order: { id, status } }: { order: RouterOutputs["order"]["byId"] }) {
  const [isShown, setShown] = useState(false);
  useEffect(() => {
    if (orderPlaced.take() === id) setShown(true);
    const hide = () => setShown(false); // before the back/forward cache keeps the page
    window.addEventListener("pagehide", hide);
    return () => window.removeEventListener("pagehide", hide);
  }, [id]);
  return (
    <Confirmation isShown={isShown && status === "PLACED"} title={TEXT.title} className="mb-6">
      <p>{TEXT.next}</p>
      <Link href="/products" className="mt-2 inline-block font-medium text-accent underline underline-offset-4">
        {TEXT.more}
      </Link>
    </Confirmation>
  );
}

"use client";
import type { ReactNode } from "react";
import { ProductShelf } from "@/features/product";
import type { RouterOutputs } from "@/trpc/client";
import { BuiltIn } from "./built-in";
import { Hero } from "./hero";
import { RoundTripDemo } from "./round-trip-demo";
import { TryIt } from "./try-it";

type Props = {
  isSignedIn: boolean;
  showDemo: boolean;
  /** The newest products. */
  products: RouterOutputs["product"]["byIds"];
  /** Above the page. */
  notice: ReactNode;
};

/** The home page. One client component: the markup of server components is in a page twice. */
export function HomeView({ isSignedIn, showDemo, products, notice }: Props) {
  return (
    <div className="mx-auto grid max-w-6xl gap-20 px-4 py-12 sm:gap-28 sm:px-6 sm:py-20">
      {notice}
      <Hero isSignedIn={isSignedIn} />
      <RoundTripDemo />
      <BuiltIn />
      <ProductShelf title="New in the shop" products={products} link={{ href: "/products", label: "All products" }} />
      <TryIt isSignedIn={isSignedIn} showDemo={showDemo} />
    </div>
  );
}

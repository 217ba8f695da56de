import type { Metadata } from "next";
import { Page } from "@/components/page";
import { CartView } from "@/features/cart/cart-view";
import { getViewer } from "@/trpc/server";

export const metadata: Metadata = { title: "Your cart" };

export default async function CartPage() {
  const viewer = await getViewer();
  return (
    <Page title="Your cart">
      <CartView isSignedIn={viewer !== null} />
    </Page>
  );
}

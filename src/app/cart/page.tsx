import type { Metadata } from "next";
import { Page } from "@/components/page";
import { getViewer } from "@/trpc/server";
import { CartView } from "./cart-view";

export const metadata: Metadata = { title: "Your cart" };

export default async function CartPage() {
  const viewer = await getViewer();
  return (
    <Page title="Your cart">
      <CartView isSignedIn={viewer !== null} />
    </Page>
  );
}

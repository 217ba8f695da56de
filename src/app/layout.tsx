import "@/shell/globals.css";
import type { Metadata } from "next";
import { headers } from "next/headers";
import type { ReactNode } from "react";
import { CartLink } from "@/features/cart/cart-link";
import { Inspector } from "@/features/inspector/inspector";
import { PaletteButton } from "@/features/palette/palette-button";
import { product } from "@/product";
import { FONTS } from "@/shell/fonts";
import { initialOf } from "@/shell/initial";
import { Shell } from "@/shell/shell";
import { getOrigin, getViewer, isInspectorOn } from "@/trpc/server";

const NO_SCRIPT = "Signing in, the cart and all changes need JavaScript. Turn it on to use them.";

const PREVIEW = {
  url: "/link-preview.png",
  width: 1200,
  height: 630,
  type: "image/png",
  alt: `${product.name}: browse, order, track, cancel. Every click is a round trip.`,
};

/** The link preview is left out where there are cookies: other sites, which show it, send none. */
export async function generateMetadata(): Promise<Metadata> {
  const { name, description } = product;
  const preview: Metadata = {
    metadataBase: await getOrigin(), // it needs an absolute image URL
    openGraph: { siteName: name, type: "website", description, images: PREVIEW },
    twitter: { card: "summary_large_image" },
  };
  return {
    title: { default: name, template: `%s · ${name}` },
    description,
    ...(!(await headers()).has("cookie") && preview),
  };
}

export default async function RootLayout({ children }: { children: ReactNode }) {
  const user = await getViewer();
  const viewer = user && { ...user, initial: initialOf(user.name) };
  const nonce = (await headers()).get("x-nonce") ?? undefined;
  const actions = (
    <>
      <PaletteButton viewer={viewer} />
      <CartLink viewerId={viewer?.id} />
    </>
  );
  return (
    // next-themes sets the theme class before hydration.
    <html lang="en" className={FONTS} suppressHydrationWarning>
      <body className="flex min-h-dvh flex-col font-sans antialiased">
        <Shell viewer={viewer} nonce={nonce} noScript={NO_SCRIPT} actions={actions}>
          {children}
        </Shell>
        {(await isInspectorOn()) && <Inspector />}
      </body>
    </html>
  );
}

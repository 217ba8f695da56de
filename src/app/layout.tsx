import "@/shell/globals.css";
import type { Metadata } from "next";
import { headers } from "next/headers";
import { ThemeProvider } from "next-themes";
import type { ReactNode } from "react";
import { CartLink } from "@/features/cart/cart-link";
import { PaletteButton } from "@/features/palette/palette-button";
import { product } from "@/product";
import { FONTS } from "@/shell/fonts";
import { Footer } from "@/shell/footer";
import { Header } from "@/shell/header";
import { LiveChanges } from "@/shell/live-changes";
import { NewVersionBanner } from "@/shell/new-version-banner";
import { OfflineBanner } from "@/shell/offline-banner";
import { SessionGuard } from "@/shell/session-guard";
import { Toasts } from "@/shell/toasts";
import { ApiProvider } from "@/trpc/client";
import { getOrigin, getViewer } from "@/trpc/server";

const NO_SCRIPT = "Signing in, the cart and all changes need JavaScript. Turn it on to use them.";

export async function generateMetadata(): Promise<Metadata> {
  return {
    metadataBase: await getOrigin(), // link previews need absolute image URLs
    title: { default: product.name, template: `%s · ${product.name}` },
    description: product.description,
    openGraph: { siteName: product.name, type: "website", description: product.description },
    twitter: { card: "summary_large_image" },
  };
}

export default async function RootLayout({ children }: { children: ReactNode }) {
  const viewer = await getViewer();
  const nonce = (await headers()).get("x-nonce") ?? undefined;
  return (
    // next-themes sets the theme class before hydration.
    <html lang="en" className={FONTS} suppressHydrationWarning>
      <body className="flex min-h-dvh flex-col font-sans antialiased">
        <ThemeProvider attribute="class" disableTransitionOnChange nonce={nonce}>
          <ApiProvider>
            <a
              href="#content"
              className="fixed top-2 left-2 z-50 -translate-y-20 rounded-full bg-ink px-4 py-2 text-paper text-sm focus:translate-y-0"
            >
              Skip to content
            </a>
            <Header
              viewer={viewer}
              actions={
                <>
                  <PaletteButton viewer={viewer} />
                  <CartLink viewerId={viewer?.id} />
                </>
              }
            />
            <div className="sticky top-16 z-30">
              <OfflineBanner />
              <NewVersionBanner />
            </div>
            <noscript>
              <p className="border-line border-b bg-warn-soft px-4 py-2.5 text-center text-sm text-warn">{NO_SCRIPT}</p>
            </noscript>
            <main id="content" tabIndex={-1} className="flex-1 outline-none">
              {children}
            </main>
            <Footer />
            <Toasts />
            <SessionGuard email={viewer?.email} />
            {viewer && <LiveChanges id={viewer.id} changeSeq={viewer.changeSeq} />}
          </ApiProvider>
        </ThemeProvider>
      </body>
    </html>
  );
}

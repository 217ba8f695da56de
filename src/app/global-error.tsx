"use client";
import "@/shell/globals.css";
import { ThemeProvider } from "next-themes";
import { ErrorState } from "@/components/error-state";
import { product } from "@/product";
import { FONTS } from "@/shell/fonts";
import { Wordmark } from "@/shell/wordmark";

const MESSAGE = "The page couldn't be loaded. Your data is safe. Try again in a moment.";

/** Replaces the root layout when it fails, for example if the session can't be read. It must render its own <html>. */
export default function GlobalError({ error }: { error: Error & { digest?: string } }) {
  return (
    <html lang="en" className={FONTS} suppressHydrationWarning>
      <body className="font-sans antialiased">
        <title>{`Something went wrong · ${product.name}`}</title>
        <ThemeProvider attribute="class" disableTransitionOnChange>
          <main className="mx-auto grid max-w-2xl justify-items-center gap-8 px-4 py-20">
            <Wordmark />
            <h1 className="sr-only">Something went wrong</h1>
            <div className="w-full">
              <ErrorState
                title="Something went wrong"
                message={MESSAGE}
                reference={error.digest}
                onRetry={() => window.location.reload()}
              />
            </div>
          </main>
        </ThemeProvider>
      </body>
    </html>
  );
}

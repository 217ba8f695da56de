"use client";
import "./globals.css";
import { ErrorState } from "@/components/error-state";

const MESSAGE = "The page could not be shown. Nothing of yours is lost. Please try again in a moment.";

/** The last resort: the layout itself failed, so this page stands alone. */
export default function GlobalError({ error }: { error: Error & { digest?: string } }) {
  return (
    <html lang="en">
      <body className="font-sans">
        <title>Something went wrong · Roundtrip</title>
        <main className="mx-auto max-w-2xl px-4 py-20">
          <h1 className="sr-only">Something went wrong</h1>
          <ErrorState
            title="Something went wrong"
            message={MESSAGE}
            reference={error.digest}
            onRetry={() => window.location.reload()}
          />
        </main>
      </body>
    </html>
  );
}

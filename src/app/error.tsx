"use client";
import { useRouter } from "next/navigation";
import { startTransition } from "react";
import { ErrorState } from "@/components/error-state";
import { product } from "@/product";

const MESSAGE = "The page couldn't be loaded. Your data is safe. Try again in a moment.";

/** Replaces a page that failed to render. The digest is the request ID; the server log has the cause. */
export default function ErrorPage({ error, reset }: { error: Error & { digest?: string }; reset: () => void }) {
  const router = useRouter();
  const retry = () =>
    startTransition(() => {
      router.refresh();
      reset();
    });
  return (
    <div className="mx-auto max-w-2xl px-4 py-20">
      <title>{`Something went wrong · ${product.name}`}</title>
      <h1 className="sr-only">Something went wrong</h1>
      <ErrorState title="Something went wrong" message={MESSAGE} reference={error.digest} onRetry={retry} />
    </div>
  );
}

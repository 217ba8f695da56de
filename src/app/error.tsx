"use client";
import { useRouter } from "next/navigation";
import { startTransition } from "react";
import { ErrorState } from "@/components/error-state";

const MESSAGE = "The page could not be shown. Nothing of yours is lost. Please try again in a moment.";

/** What is shown instead of a page that failed. The server's log has the cause, under the digest. */
export default function ErrorPage({ error, reset }: { error: Error & { digest?: string }; reset: () => void }) {
  const router = useRouter();
  const retry = () =>
    startTransition(() => {
      router.refresh();
      reset();
    });
  return (
    <div className="mx-auto max-w-2xl px-4 py-20">
      <title>Something went wrong · Roundtrip</title>
      <h1 className="sr-only">Something went wrong</h1>
      <ErrorState title="Something went wrong" message={MESSAGE} reference={error.digest} onRetry={retry} />
    </div>
  );
}

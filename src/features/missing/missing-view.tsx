"use client";
import { Button } from "@/components/button";
import { Link } from "@/components/link";

/** In place of a page that does not exist, or not for this user. Every page contains it: its markup would be in each. */
export function MissingView({ requestId }: { requestId: string }) {
  return (
    <div className="mx-auto flex max-w-xl flex-col items-center px-4 py-24 text-center sm:py-32">
      <p className="font-mono text-accent text-sm">404</p>
      <h1 className="mt-3 font-display text-4xl sm:text-5xl">Page not found</h1>
      <p className="mt-3 text-lg text-muted">
        If you expected an order, check that you're signed in to the right account.
      </p>
      <div className="mt-8 flex flex-wrap justify-center gap-3">
        <Button asChild>
          <Link href="/orders">My orders</Link>
        </Button>
        <Button asChild variant="outline">
          <Link href="/products">Products</Link>
        </Button>
      </div>
      <p className="mt-10 text-muted text-xs">
        <span>Reference</span> <code className="select-all font-mono">{requestId}</code>
      </p>
    </div>
  );
}

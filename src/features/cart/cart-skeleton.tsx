import { Card } from "@/components/card";
import { Skeleton } from "@/components/skeleton";

/** Shown while prices and stock are loading; hidden without JavaScript, where they never are. */
export function CartSkeleton() {
  return (
    <div aria-busy className="grid items-start gap-8 noscript:hidden lg:grid-cols-[1fr_20rem]">
      <span className="sr-only" role="status">
        Loading your cart
      </span>
      <div className="divide-y divide-line border-line border-y">
        {["a", "b"].map((key) => (
          <div key={key} className="flex items-center gap-4 py-5">
            <Skeleton shape="block" className="h-18 w-24" />
            <div className="grid flex-1 gap-2">
              <Skeleton className="h-4 w-40 max-w-full" />
              <Skeleton className="h-3.5 w-24" />
            </div>
            <Skeleton shape="pill" className="h-10 w-28 max-sm:hidden" />
          </div>
        ))}
      </div>
      <Card className="grid gap-5 p-6">
        <Skeleton className="h-8" />
        <Skeleton shape="pill" className="h-11" />
      </Card>
    </div>
  );
}

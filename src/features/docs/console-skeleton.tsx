import { Skeleton } from "@/components/skeleton";

const OPERATIONS = ["one", "two", "three", "four", "five", "six"];

/** A placeholder of the console's size. Hidden without JavaScript, where the console never loads. */
export function ConsoleSkeleton() {
  return (
    <div className="noscript:hidden">
      <Skeleton shape="block" className="mb-10 h-40" />
      <Skeleton className="mb-4 h-7 w-32" />
      <div className="grid gap-2.5">
        {OPERATIONS.map((key) => (
          <Skeleton key={key} className="h-14 rounded-xl" />
        ))}
      </div>
    </div>
  );
}

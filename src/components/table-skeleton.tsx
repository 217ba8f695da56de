import { Card } from "./card";
import { Skeleton } from "./skeleton";

export function TableSkeleton({ label }: { label: string }) {
  return (
    <Card aria-busy className="grid gap-5 p-6">
      <span className="sr-only" role="status">
        {label}
      </span>
      {["a", "b", "c", "d", "e", "f", "g"].map((key) => (
        <Skeleton key={key} className="h-8" />
      ))}
    </Card>
  );
}

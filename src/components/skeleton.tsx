import { classNames } from "./class-names";

/** Where something will be: as large as that, and silent for those who hear the page. */
export function Skeleton({ className }: { className?: string }) {
  return <div aria-hidden className={classNames("animate-pulse rounded-lg bg-sunken", className)} />;
}

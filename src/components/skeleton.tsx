import { clsx } from "clsx";

const SHAPES = { line: "rounded-lg", pill: "rounded-full", block: "rounded-2xl" };

type Props = { shape?: keyof typeof SHAPES; className?: string };

/** Where something will be: as large as that, and silent for those who hear the page. */
export function Skeleton({ shape = "line", className }: Props) {
  return <div aria-hidden className={clsx("animate-pulse bg-sunken", SHAPES[shape], className)} />;
}

import { clsx } from "clsx";

const SHAPES = { line: "rounded-lg", pill: "rounded-full", block: "rounded-2xl" };

type Props = { shape?: keyof typeof SHAPES; className?: string };

/** A loading placeholder, hidden from screen readers. */
export function Skeleton({ shape = "line", className }: Props) {
  return <div aria-hidden className={clsx("animate-pulse bg-sunken", SHAPES[shape], className)} />;
}

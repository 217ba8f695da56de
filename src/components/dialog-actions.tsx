import { clsx } from "clsx";
import type { ReactNode } from "react";

/** The ways out of a dialog: beside one another, and on a phone as wide as there is room. */
export function DialogActions({ className, children }: { className?: string; children: ReactNode }) {
  return <div className={clsx("flex flex-wrap justify-end gap-3 max-sm:*:grow", className)}>{children}</div>;
}

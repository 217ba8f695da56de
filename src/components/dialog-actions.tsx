import { clsx } from "clsx";
import type { ReactNode } from "react";

/** A dialog's buttons: in a row, full width on a phone. */
export function DialogActions({ className, children }: { className?: string; children: ReactNode }) {
  return <div className={clsx("flex flex-wrap justify-end gap-3 max-sm:*:grow", className)}>{children}</div>;
}

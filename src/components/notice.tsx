import { CircleAlert } from "lucide-react";
import type { ReactNode } from "react";

/** An error message that screen readers announce immediately. */
export function Notice({ children }: { children: ReactNode }) {
  return (
    <div
      role="alert"
      className="flex min-w-0 items-start gap-2.5 rounded-xl bg-danger-soft px-4 py-3 text-danger text-sm"
    >
      <CircleAlert aria-hidden className="mt-0.5 size-4 shrink-0" />
      <div className="min-w-0">{children}</div>
    </div>
  );
}

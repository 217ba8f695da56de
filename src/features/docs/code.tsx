import { clsx } from "clsx";
import type { ReactNode } from "react";

/** Code in a box that scrolls, and so can be focused. */
export function Code({ className, children }: { className?: string; children: ReactNode }) {
  return (
    <pre
      translate="no"
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a box that scrolls must be reachable by keyboard.
      tabIndex={0}
      className={clsx("max-h-96 overflow-auto font-mono text-[0.8125rem] leading-relaxed", className)}
    >
      <code>{children}</code>
    </pre>
  );
}

import { clsx } from "clsx";
import { CircleCheck } from "lucide-react";
import type { ReactNode } from "react";

type Props = { isShown: boolean; title: string; className?: string; children: ReactNode };

/** Confirms what the previous page has done. The live region is always there: otherwise some screen readers miss it. */
export function Confirmation({ isShown, title, className, children }: Props) {
  return (
    <div role="status" className="contents print:hidden">
      {isShown && (
        <section
          className={clsx(
            "flex animate-rise items-start gap-4 rounded-2xl border border-accent bg-accent-soft px-5 py-5 sm:px-8",
            className,
          )}
        >
          <CircleCheck aria-hidden className="mt-1 size-6 shrink-0 text-accent max-sm:hidden" />
          <div className="min-w-0">
            <p className="font-display text-2xl">{title}</p>
            <div className="mt-1">{children}</div>
          </div>
        </section>
      )}
    </div>
  );
}

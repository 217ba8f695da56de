import type { ReactNode } from "react";

/** A titled part of an operation. */
export function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section>
      <h4 className="mb-1 font-semibold text-sm">{title}</h4>
      {children}
    </section>
  );
}

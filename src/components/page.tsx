import { clsx } from "clsx";
import type { ReactNode } from "react";

type Props = { title: ReactNode; lead?: ReactNode; aside?: ReactNode; children: ReactNode; narrow?: boolean };

/** The page layout: heading, lead and content. */
export function Page({ title, lead, aside, children, narrow }: Props) {
  return (
    <div className={clsx("mx-auto w-full px-4 py-10 sm:px-6 sm:py-14", narrow ? "max-w-3xl" : "max-w-6xl")}>
      <header className="mb-8 flex flex-wrap items-end justify-between gap-x-8 gap-y-4">
        <div>
          <h1 className="font-display text-4xl sm:text-5xl">{title}</h1>
          {lead && <p className="mt-2 text-lg text-muted">{lead}</p>}
        </div>
        {aside}
      </header>
      {children}
    </div>
  );
}

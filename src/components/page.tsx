import { clsx } from "clsx";
import type { ReactNode, Ref } from "react";

type Props = {
  title: ReactNode;
  lead?: ReactNode;
  /** A link above the heading. */
  back?: ReactNode;
  /** Beside the heading. */
  badge?: ReactNode;
  aside?: ReactNode;
  children: ReactNode;
  narrow?: boolean;
  /** Makes the heading focusable, for actions whose button disappears. */
  headingRef?: Ref<HTMLHeadingElement>;
};

/** The page layout: heading, lead and content. */
export function Page({ title, lead, back, badge, aside, children, narrow, headingRef }: Props) {
  return (
    <div className={clsx("mx-auto w-full px-4 py-10 sm:px-6 sm:py-14", narrow ? "max-w-3xl" : "max-w-6xl")}>
      {back && <div className="-mt-4 mb-4 sm:-mt-6">{back}</div>}
      <header className="mb-8 flex flex-wrap items-end justify-between gap-x-8 gap-y-4">
        <div>
          <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
            <h1
              ref={headingRef}
              tabIndex={headingRef ? -1 : undefined}
              className="font-display text-4xl outline-none sm:text-5xl"
            >
              {title}
            </h1>
            {badge}
          </div>
          {lead && <p className="mt-2 text-lg text-muted">{lead}</p>}
        </div>
        {aside}
      </header>
      {children}
    </div>
  );
}

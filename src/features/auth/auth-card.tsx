import type { ReactNode, Ref } from "react";
import { Card } from "@/components/card";

type Props = {
  title: string;
  lead?: string;
  /** Makes the heading focusable: see auth-result.tsx. */
  headingRef?: Ref<HTMLHeadingElement>;
  children: ReactNode;
  footer?: ReactNode;
};

/** The layout of the pages for visitors: sign in, sign up, and what links in mails lead to. */
export function AuthCard({ title, lead, headingRef, children, footer }: Props) {
  return (
    <div className="mx-auto w-full max-w-md px-4 py-12 sm:py-20">
      <h1
        ref={headingRef}
        tabIndex={headingRef ? -1 : undefined}
        className="text-balance text-center font-display text-4xl outline-none sm:text-5xl"
      >
        {title}
      </h1>
      {lead && <p className="mt-2 text-balance text-center text-muted">{lead}</p>}
      <Card className="mt-8 p-6 sm:p-8">{children}</Card>
      {footer && <p className="mt-6 text-center text-muted text-sm">{footer}</p>}
    </div>
  );
}

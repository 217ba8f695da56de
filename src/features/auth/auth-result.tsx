"use client";
import { type ReactNode, useEffect, useRef } from "react";
import { AuthCard } from "./auth-card";

type Props = {
  icon: ReactNode;
  title: string;
  /** False for a page that opens with it: only what has replaced a form takes the focus. */
  takesFocus?: boolean;
  children: ReactNode;
  footer?: ReactNode;
};

/** What has become of a form or a link, in its place: the page has this heading from then on, which is read out. */
export function AuthResult({ icon, title, takesFocus = true, children, footer }: Props) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    if (takesFocus) heading.current?.focus();
  }, [takesFocus]);
  return (
    <AuthCard title={title} headingRef={heading} footer={footer}>
      <div className="grid justify-items-center gap-4 text-center">
        {icon}
        {children}
      </div>
    </AuthCard>
  );
}

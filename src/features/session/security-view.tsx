"use client";
import { useRef } from "react";
import { PasswordForm } from "@/features/account";
import { QueryBoundary } from "@/shell/query-boundary";
import { SessionList } from "./session-list";
import { SignOutOthersButton } from "./sign-out-others-button";

export function SecurityView({ email }: { email: string }) {
  const heading = useRef<HTMLHeadingElement>(null);
  return (
    <div className="grid items-start gap-x-8 gap-y-12 lg:grid-cols-[1fr_23rem]">
      <section aria-labelledby="your-sessions">
        <header className="mb-4 flex min-h-9 flex-wrap items-center justify-between gap-x-4 gap-y-2">
          <h2 id="your-sessions" ref={heading} tabIndex={-1} className="font-semibold text-lg outline-none">
            Active sessions
          </h2>
          <SignOutOthersButton focusAfter={heading} />
        </header>
        <QueryBoundary>
          <SessionList focusAfter={heading} />
        </QueryBoundary>
      </section>
      <PasswordForm email={email} />
    </div>
  );
}

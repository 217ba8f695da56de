"use client";
import { useRef } from "react";
import { QueryBoundary } from "../../query-boundary";
import { EndOthersButton } from "./end-others-button";
import { PasswordForm } from "./password-form";
import { SessionList } from "./session-list";

export function SecurityView() {
  const heading = useRef<HTMLHeadingElement>(null);
  return (
    <div className="grid items-start gap-x-8 gap-y-12 lg:grid-cols-[1fr_23rem]">
      <section aria-labelledby="your-sessions">
        <header className="mb-4 flex min-h-9 flex-wrap items-center justify-between gap-x-4 gap-y-2">
          <h2 id="your-sessions" ref={heading} tabIndex={-1} className="font-semibold text-lg outline-none">
            Where you are signed in
          </h2>
          <EndOthersButton focusAfter={heading} />
        </header>
        <QueryBoundary>
          <SessionList focusAfter={heading} />
        </QueryBoundary>
      </section>
      <PasswordForm />
    </div>
  );
}

"use client";
import { useRef, useState } from "react";
import { Button } from "@/components/button";
import { QueryBoundary } from "@/shell/query-boundary";
import type { RouterOutputs } from "@/trpc/client";
import { CreateTokenForm } from "./create-token-form";
import { NewToken } from "./new-token";
import { TokenList } from "./token-list";

export function TokensView() {
  // The only copy of the secret in the browser; it is dropped when the page is left.
  const [created, setCreated] = useState<RouterOutputs["token"]["create"]>();
  const heading = useRef<HTMLHeadingElement>(null);

  function closeNotice() {
    setCreated(undefined);
    heading.current?.focus();
  }

  return (
    <>
      {created && <NewToken token={created} onDone={closeNotice} />}
      <div className="grid items-start gap-x-8 gap-y-12 lg:grid-cols-[1fr_23rem]">
        <section aria-labelledby="your-tokens" className={created && "col-span-full"}>
          <header className="mb-4 flex min-h-9 items-center justify-between gap-4">
            <h2 id="your-tokens" ref={heading} tabIndex={-1} className="font-semibold text-lg outline-none">
              Your tokens
            </h2>
            {/* On a phone, the form is below the list, which may be long. */}
            {!created && (
              <Button asChild variant="outline" size="small" className="lg:hidden">
                <a href="#create-token">Create token</a>
              </Button>
            )}
          </header>
          <QueryBoundary>
            <TokenList focusAfter={heading} />
          </QueryBoundary>
        </section>
        {/* Hidden while a secret is shown: another token would replace it before it is copied. */}
        {!created && <CreateTokenForm onCreated={setCreated} />}
      </div>
    </>
  );
}

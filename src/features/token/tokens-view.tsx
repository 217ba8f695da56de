"use client";
import { useRef, useState } from "react";
import { Button } from "@/components/button";
import { SettingsSection } from "@/components/settings-section";
import { QueryBoundary } from "@/shell/query-boundary";
import type { RouterOutputs } from "@/trpc/client";
import { CreateTokenForm } from "./create-token-form";
import { NewToken } from "./new-token";
import { TokenList } from "./token-list";

const LEAD = "Each one works until it expires or you revoke it.";

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
      <SettingsSection
        id="your-tokens"
        title="Your tokens"
        lead={LEAD}
        headingRef={heading}
        actions={
          // The form is below the list, which may be long.
          !created && (
            <Button asChild variant="outline" size="small">
              <a href="#create-token">Create token</a>
            </Button>
          )
        }
      >
        <QueryBoundary>
          <TokenList focusAfter={heading} />
        </QueryBoundary>
      </SettingsSection>
      {/* Hidden while a secret is shown: another token would replace it before it is copied. */}
      {!created && <CreateTokenForm onCreated={setCreated} />}
    </>
  );
}

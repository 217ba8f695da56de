"use client";
import type { RefObject } from "react";
import { Button } from "@/components/button";
import { isOtherSession, useSessions, useSignOutOthers } from "./use-sessions";

/** Rendered only if there are other sessions. */
export function SignOutOthersButton({ focusAfter }: { focusAfter: RefObject<HTMLElement | null> }) {
  const hasOthers = useSessions()?.items.some(isOtherSession);
  const revokeOthers = useSignOutOthers(focusAfter);
  if (!hasOthers) return null;
  return (
    <Button
      variant="dangerOutline"
      size="small"
      pending={revokeOthers.isPending}
      onClick={() => revokeOthers.mutate({})}
    >
      Sign out other sessions
    </Button>
  );
}

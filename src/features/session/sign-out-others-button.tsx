"use client";
import type { RefObject } from "react";
import { Button } from "@/components/button";
import { useSessions, useSignOutOthers } from "./use-sessions";

/** Only there if there are others. */
export function SignOutOthersButton({ focusAfter }: { focusAfter: RefObject<HTMLElement | null> }) {
  const others = useSessions()?.items.some(({ isCurrent }) => !isCurrent);
  const end = useSignOutOthers(focusAfter);
  if (!others) return null;
  return (
    <Button variant="dangerOutline" size="small" pending={end.isPending} onClick={() => end.mutate({})}>
      Sign out all others
    </Button>
  );
}

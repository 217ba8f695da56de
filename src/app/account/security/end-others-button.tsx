"use client";
import type { RefObject } from "react";
import { Button } from "@/components/button";
import { useEndOthers, useSessions } from "./use-sessions";

/** Only there if there are others. */
export function EndOthersButton({ focusAfter }: { focusAfter: RefObject<HTMLElement | null> }) {
  const others = useSessions()?.items.some(({ isCurrent }) => !isCurrent);
  const end = useEndOthers(focusAfter);
  if (!others) return null;
  return (
    <Button look="dangerOutline" size="small" pending={end.isPending} onClick={() => end.mutate({})}>
      Sign out all others
    </Button>
  );
}

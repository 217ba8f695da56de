"use client";
import { onlineManager } from "@tanstack/react-query";
import { CloudOff } from "lucide-react";
import { useOffline } from "next/offline";
import { useEffect, useSyncExternalStore } from "react";
import { untilReachable } from "@/trpc/connection";

const TEXT = "You're offline. Data may be out of date; changes can't be saved.";

const subscribe = (listener: () => void) => onlineManager.subscribe(listener);

/** Shown while the server can't be reached. The live region stays mounted so that screen readers announce changes. */
export function OfflineBanner() {
  const isOnline = useSyncExternalStore(
    subscribe,
    () => onlineManager.isOnline(),
    () => true,
  );
  // A client navigation without a response waits, and is repeated when there is a connection.
  const isNavigationWaiting = useOffline();
  useEffect(() => {
    if (isNavigationWaiting) untilReachable();
  }, [isNavigationWaiting]);
  return (
    <div role="status" className="sticky top-16 z-30 print:hidden">
      {!isOnline && (
        <p className="flex animate-fade items-center justify-center gap-2.5 border-line border-b bg-warn-soft px-4 py-2.5 text-sm text-warn">
          <CloudOff aria-hidden className="size-4 shrink-0" />
          <span>{TEXT}</span>
        </p>
      )}
    </div>
  );
}

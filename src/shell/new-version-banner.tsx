"use client";
import { RefreshCw } from "lucide-react";
import { useEffect, useSyncExternalStore } from "react";
import { Button } from "@/components/button";
import { checkVersion, getIsOutdated, subscribeToVersion } from "@/trpc/version";

const TEXT = {
  outdated: "A new version is available.",
  reload: "Reload",
};

/** Offers to reload a page from before a deployment. It never reloads by itself: a form may be filled in. */
export function NewVersionBanner() {
  const isOutdated = useSyncExternalStore(subscribeToVersion, getIsOutdated, () => false);

  useEffect(() => {
    const onError = ({ target }: Event) => {
      if (target instanceof HTMLScriptElement && target.src) checkVersion([target.src]);
      if (target instanceof HTMLLinkElement) checkVersion([target.href]);
    };
    window.addEventListener("error", onError, true); // errors of elements do not bubble
    return () => window.removeEventListener("error", onError, true);
  }, []);

  return (
    <div role="status">
      {isOutdated && (
        <div className="flex animate-fade flex-wrap items-center justify-center gap-x-4 gap-y-2 border-line border-b bg-accent-soft px-4 py-2 text-accent text-sm">
          <p>{TEXT.outdated}</p>
          <Button variant="outline" size="small" onClick={() => window.location.reload()}>
            <RefreshCw aria-hidden />
            {TEXT.reload}
          </Button>
        </div>
      )}
    </div>
  );
}

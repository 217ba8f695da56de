"use client";
import { useEffect, useRef } from "react";
import { Button } from "./button";

type Props = {
  hasMore: boolean;
  pending: boolean;
  /** The error message of the last attempt. */
  error?: string;
  /** The loaded count, such as `40 sessions`. */
  summary: string;
  onLoad: () => Promise<unknown>;
};

/**
 * Loads the next page of a list: automatically when wheel or touch scrolling comes near the end, otherwise by a button.
 * Keyboard users keep the button, because their scrolling never triggers a load.
 */
export function LoadMore({ hasMore, pending, error, summary, onLoad }: Props) {
  const end = useRef<HTMLDivElement>(null);
  const status = useRef<HTMLParagraphElement>(null);
  const isRequested = useRef(false);
  const canLoad = hasMore && !pending && !error;

  useEffect(() => {
    if (!canLoad) return;
    const loadNearEnd = () => {
      const distance = (end.current?.getBoundingClientRect().top ?? Number.POSITIVE_INFINITY) - window.innerHeight;
      if (distance < 400) onLoad();
    };
    const events = ["wheel", "touchmove"] as const;
    for (const event of events) window.addEventListener(event, loadNearEnd, { passive: true });
    return () => {
      for (const event of events) window.removeEventListener(event, loadNearEnd);
    };
  }, [canLoad, onLoad]);

  useEffect(() => {
    // The last page removes the focused button: move the focus instead of losing it.
    if (!hasMore && isRequested.current && document.activeElement === document.body) status.current?.focus();
  }, [hasMore]);

  function load() {
    isRequested.current = true;
    onLoad();
  }

  return (
    <div ref={end} className="mt-10 grid justify-items-center gap-3 text-center">
      {error && (
        <p role="alert" className="text-danger text-sm">
          {error}
        </p>
      )}
      {hasMore && (
        <Button variant="outline" pending={pending} onClick={load}>
          Load more
        </Button>
      )}
      <p ref={status} role="status" tabIndex={-1} className="text-muted text-sm outline-none tabular-nums">
        {summary}
      </p>
    </div>
  );
}

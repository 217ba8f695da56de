"use client";
import { useEffect, useRef } from "react";
import { Button } from "./button";

type Props = {
  hasMore: boolean;
  pending: boolean;
  /** What to say if the last attempt failed. */
  problem?: string;
  /** How much is shown, such as `40 orders`. */
  shown: string;
  onLoad: () => Promise<unknown>;
};

/**
 * The end of an endless list. Who scrolls by wheel or finger gets the next rows on coming near; who comes by keyboard
 * has a button, which does not run away.
 */
export function LoadMore({ hasMore, pending, problem, shown, onLoad }: Props) {
  const end = useRef<HTMLDivElement>(null);
  const status = useRef<HTMLParagraphElement>(null);
  const asked = useRef(false);
  const canLoad = hasMore && !pending && !problem;

  useEffect(() => {
    if (!canLoad) return;
    const look = () => {
      const distance = (end.current?.getBoundingClientRect().top ?? Number.POSITIVE_INFINITY) - window.innerHeight;
      if (distance < 400) onLoad();
    };
    const events = ["wheel", "touchmove"] as const;
    for (const event of events) window.addEventListener(event, look, { passive: true });
    return () => {
      for (const event of events) window.removeEventListener(event, look);
    };
  }, [canLoad, onLoad]);

  useEffect(() => {
    // With the last rows the button goes, and the focus must not go with it.
    if (!hasMore && asked.current && document.activeElement === document.body) status.current?.focus();
  }, [hasMore]);

  function load() {
    asked.current = true;
    onLoad();
  }

  return (
    <div ref={end} className="mt-10 grid justify-items-center gap-3 text-center">
      {problem && (
        <p role="alert" className="text-danger text-sm">
          {problem}
        </p>
      )}
      {hasMore && (
        <Button variant="outline" pending={pending} onClick={load}>
          Load more
        </Button>
      )}
      <p ref={status} role="status" tabIndex={-1} className="text-muted text-sm outline-none tabular-nums">
        {shown}
      </p>
    </div>
  );
}

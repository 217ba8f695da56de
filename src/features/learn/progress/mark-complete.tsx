"use client";
import { Check, CircleCheck } from "lucide-react";
import { usePathname } from "next/navigation";
import { useEffect, useRef } from "react";
import { Button } from "@/components/button";
import { Link } from "@/components/link";
import type { ChapterSlug } from "@/domain/learn";
import { CompletedBy } from "./completed-by";
import { useProgress } from "./progress-provider";

/** At the end of a chapter: completes it, or takes that back. */
export function MarkComplete({ chapter }: { chapter: ChapterSlug }) {
  const { completed, complete, undo, isGuest } = useProgress();
  const isCompleted = completed.has(chapter);
  const { button, keepFocus } = useFocusAfter(isCompleted);

  return (
    <section aria-label="Progress" className="mt-12 rounded-2xl border bg-surface p-5 sm:p-6">
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
        {isCompleted ? (
          <div className="flex h-11 items-center gap-1">
            <p className="flex items-center gap-2 font-medium text-good">
              <CircleCheck aria-hidden className="size-5" />
              <span>Completed</span>
            </p>
            <Button ref={button} variant="ghost" size="small" onClick={() => keepFocus(() => undo(chapter))}>
              Undo <span className="sr-only">completion</span>
            </Button>
          </div>
        ) : (
          <Button ref={button} className="noscript:hidden" onClick={() => keepFocus(() => complete(chapter))}>
            <Check aria-hidden />
            Mark as complete
          </Button>
        )}
        <CompletedBy chapter={chapter} />
      </div>
      {isGuest && <GuestNote />}
    </section>
  );
}

/** The button that was pressed is replaced by another one, which gets the focus. */
function useFocusAfter(state: boolean) {
  const button = useRef<HTMLButtonElement>(null);
  const isPressed = useRef(false);
  // biome-ignore lint/correctness/useExhaustiveDependencies: when the button was replaced.
  useEffect(() => {
    if (isPressed.current) button.current?.focus();
    isPressed.current = false;
  }, [state]);
  function keepFocus(press: () => void) {
    isPressed.current = true;
    press();
  }
  return { button, keepFocus };
}

function GuestNote() {
  const path = usePathname();
  return (
    <p className="mt-3 text-muted text-sm">
      <span>Your progress is saved in this browser. </span>
      <Link
        href={`/sign-in?callbackUrl=${encodeURIComponent(path)}`}
        className="text-accent underline underline-offset-4"
      >
        Sign in
      </Link>
      <span> to have it on every device.</span>
    </p>
  );
}

"use client";
import { useLayoutEffect, useRef } from "react";
import { Button } from "@/components/button";
import { ConfirmDialog } from "@/components/confirm-dialog";
import { Field } from "@/components/field";
import { canHide, canRestore, MAX_HIDE_REASON_LENGTH } from "@/domain/question";
import { type Post, useModerate } from "./use-moderate";

type Props = { post: Post; focusAfter: { current: HTMLElement | null } };

export function ModerationButtons({ post, focusAfter }: Props) {
  const { hide, restore } = useModerate();
  const buttons = useRef<HTMLDivElement>(null);
  const { kind, id } = post;
  const isHidden = !canHide(post);
  useLayoutEffect(() => {
    const box = buttons.current;
    return () => {
      // A decision moves the row to its new place in the list, so the list gets the focus.
      if (box?.contains(document.activeElement)) focusAfter.current?.focus();
    };
  }, [focusAfter]);
  return (
    <div ref={buttons} className="flex flex-wrap items-start gap-3">
      {canHide(post) && (
        <ConfirmDialog
          trigger={
            <Button variant="dangerOutline" size="small" pending={hide.isPending}>
              Hide
            </Button>
          }
          title={`Hide this ${kind}?`}
          description="Only its author and administrators will see it. You can restore it."
          confirmLabel={`Hide ${kind}`}
          onConfirm={(fields) => hide.mutate({ kind, id, reason: String(fields.get("reason")) })}
          focusAfter={(isConfirmed) => (isConfirmed ? focusAfter.current : undefined)}
        >
          <Field label="Reason" name="reason" required maxLength={MAX_HIDE_REASON_LENGTH} hint="For administrators." />
        </ConfirmDialog>
      )}
      {canRestore(post) && (
        <Button variant="outline" size="small" pending={restore.isPending} onClick={() => restore.mutate({ kind, id })}>
          {isHidden ? "Restore" : "Dismiss reports"}
        </Button>
      )}
    </div>
  );
}

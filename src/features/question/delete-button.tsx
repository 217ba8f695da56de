"use client";
import type { RefObject } from "react";
import { Button } from "@/components/button";
import { ConfirmDialog } from "@/components/confirm-dialog";
import type { PostKind } from "@/domain/question";

type Props = {
  kind: PostKind;
  description: string;
  pending: boolean;
  onDelete: () => void;
  /** The button disappears with its post. */
  focusAfter?: RefObject<HTMLElement | null>;
};

export function DeleteButton({ kind, description, pending, onDelete, focusAfter }: Props) {
  return (
    <ConfirmDialog
      trigger={
        <Button variant="ghost" size="small" pending={pending}>
          Delete
        </Button>
      }
      title={`Delete your ${kind}?`}
      description={description}
      confirmLabel={`Delete ${kind}`}
      cancelLabel={`Keep ${kind}`}
      onConfirm={onDelete}
      focusAfter={(isConfirmed) => (isConfirmed ? focusAfter?.current : undefined)}
    />
  );
}

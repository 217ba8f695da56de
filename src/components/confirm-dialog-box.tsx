"use client";
import { type FormEvent, type ReactNode, useRef, useState } from "react";
import { AlertDialog, AlertDialogCancel, AlertDialogContent } from "./alert-dialog";
import { Button } from "./button";
import { DialogActions } from "./dialog-actions";

export type ConfirmDialogBoxProps = {
  title: ReactNode;
  description: ReactNode;
  /** Fields to fill in before confirming. */
  children?: ReactNode;
  confirmLabel: string;
  cancelLabel?: string;
  variant?: "danger" | "solid";
  onConfirm: (fields: FormData) => void;
  onClose?: () => void;
  /** Returns the element to focus after closing; undefined for the one that had the focus. */
  focusAfter?: (isConfirmed: boolean) => HTMLElement | null | undefined;
};

/** The dialog itself (confirm-dialog.tsx). It is open from the start; unmount it in `onClose`. */
export default function ConfirmDialogBox({
  title,
  description,
  children,
  confirmLabel,
  cancelLabel = "Cancel",
  variant = "danger",
  onConfirm,
  onClose,
  focusAfter,
}: ConfirmDialogBoxProps) {
  const [isOpen, setOpen] = useState(true);
  const isConfirmed = useRef(false); // onCloseAutoFocus runs before the caller's state updates

  function change(open: boolean) {
    setOpen(open);
    if (!open) onClose?.();
  }

  function onSubmit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    event.stopPropagation(); // a portal's events bubble to the form around the trigger
    isConfirmed.current = true;
    const fields = new FormData(event.currentTarget);
    change(false);
    onConfirm(fields);
  }

  return (
    <AlertDialog open={isOpen} onOpenChange={change}>
      <AlertDialogContent
        title={title}
        description={description}
        onCloseAutoFocus={(event) => {
          const target = focusAfter?.(isConfirmed.current);
          if (!target) return;
          event.preventDefault();
          target.focus();
        }}
      >
        <form onSubmit={onSubmit} className="mt-6 grid gap-6">
          {children}
          <DialogActions>
            <AlertDialogCancel asChild>
              <Button variant="outline" size="small">
                {cancelLabel}
              </Button>
            </AlertDialogCancel>
            <Button type="submit" variant={variant} size="small">
              {confirmLabel}
            </Button>
          </DialogActions>
        </form>
      </AlertDialogContent>
    </AlertDialog>
  );
}

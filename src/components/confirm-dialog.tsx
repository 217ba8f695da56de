"use client";
import { type FormEvent, type ReactElement, type ReactNode, useRef, useState } from "react";
import { AlertDialog, AlertDialogCancel, AlertDialogContent, AlertDialogTrigger } from "./alert-dialog";
import { Button } from "./button";
import { DialogActions } from "./dialog-actions";

type Props = {
  title: ReactNode;
  description: ReactNode;
  /** The button that opens the dialog. Without it, mount the dialog to open it and unmount it in `onClose`. */
  trigger?: ReactElement;
  /** Fields to fill in before confirming. */
  children?: ReactNode;
  confirmLabel: string;
  cancelLabel?: string;
  variant?: "danger" | "solid";
  onConfirm: (fields: FormData) => void;
  onClose?: () => void;
  /** Returns the element to focus after closing; undefined for the trigger. */
  focusAfter?: (isConfirmed: boolean) => HTMLElement | null | undefined;
};

/** Asks for confirmation of an action that can't be undone. */
export function ConfirmDialog({
  title,
  description,
  trigger,
  children,
  confirmLabel,
  cancelLabel = "Cancel",
  variant = "danger",
  onConfirm,
  onClose,
  focusAfter,
}: Props) {
  const [isOpen, setOpen] = useState(!trigger);
  const isConfirmed = useRef(false); // onCloseAutoFocus runs before the caller's state updates

  function change(open: boolean) {
    if (open) isConfirmed.current = false;
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
      {trigger && <AlertDialogTrigger asChild>{trigger}</AlertDialogTrigger>}
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

"use client";
import { type ComponentType, cloneElement, type ReactElement, useCallback, useEffect, useState } from "react";
import type { ConfirmDialogBoxProps } from "./confirm-dialog-box";

type TriggerProps = { onClick?: () => void; "aria-haspopup"?: "dialog"; "aria-expanded"?: boolean };

type Props = ConfirmDialogBoxProps & {
  /** The button that opens the dialog. Without it, mount the dialog to open it and unmount it in `onClose`. */
  trigger?: ReactElement<TriggerProps>;
};

/** Asks for confirmation of an action that can't be undone. The dialog is imported after the page, which has only the button. */
export function ConfirmDialog({ trigger, onClose, ...props }: Props) {
  const [isOpen, setOpen] = useState(!trigger);
  const [Box, setBox] = useState<ComponentType<ConfirmDialogBoxProps>>();
  const load = useCallback(async () => {
    const loaded = await import("./confirm-dialog-box").catch(() => undefined); // the next press tries again
    if (loaded) setBox(() => loaded.default);
  }, []);
  useEffect(() => void load(), [load]);

  function open() {
    setOpen(true);
    load();
  }
  function close() {
    setOpen(false);
    onClose?.();
  }
  return (
    <>
      {trigger && cloneElement(trigger, { "aria-haspopup": "dialog", "aria-expanded": isOpen, onClick: open })}
      {isOpen && Box && <Box {...props} onClose={close} />}
    </>
  );
}

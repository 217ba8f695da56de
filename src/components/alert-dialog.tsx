"use client";
import { AlertDialog as Dialog } from "radix-ui";
import type { ComponentProps, ReactNode } from "react";
import { useReturnFocus } from "./return-focus";

export const AlertDialog = Dialog.Root;
export const AlertDialogCancel = Dialog.Cancel;

type Props = Omit<ComponentProps<typeof Dialog.Content>, "title"> & { title: ReactNode; description: ReactNode };

export function AlertDialogContent({ title, description, children, ...props }: Props) {
  const focus = useReturnFocus(props);
  return (
    <Dialog.Portal>
      <Dialog.Overlay className="scrim" />
      <Dialog.Content
        className="fixed inset-x-4 top-1/2 z-50 mx-auto max-h-[90dvh] max-w-md -translate-y-1/2 overflow-y-auto rounded-2xl border border-line bg-surface p-6 shadow-pop"
        {...props}
        {...focus}
      >
        <Dialog.Title className="font-display text-2xl">{title}</Dialog.Title>
        <Dialog.Description className="mt-2 text-muted">{description}</Dialog.Description>
        {children}
      </Dialog.Content>
    </Dialog.Portal>
  );
}

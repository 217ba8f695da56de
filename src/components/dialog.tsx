"use client";
import { X } from "lucide-react";
import { Dialog as Radix } from "radix-ui";
import type { ComponentProps, ReactNode } from "react";
import { Button } from "./button";
import { useReturnFocus } from "./return-focus";

export const Dialog = Radix.Root;
export const DialogTrigger = Radix.Trigger;
export const DialogClose = Radix.Close;

type Props = Omit<ComponentProps<typeof Radix.Content>, "title"> & { title: ReactNode; description: ReactNode };

/** A dismissible dialog: Escape, a click outside or the close button closes it. */
export function DialogContent({ title, description, children, ...props }: Props) {
  const focus = useReturnFocus(props);
  return (
    <Radix.Portal>
      <Radix.Overlay className="scrim" />
      <Radix.Content
        className="fixed inset-x-3 top-1/2 z-50 mx-auto max-h-[92dvh] max-w-xl -translate-y-1/2 overflow-y-auto rounded-2xl border border-line bg-surface p-5 shadow-pop sm:p-7"
        {...props}
        {...focus}
      >
        <div className="mb-5 pr-10">
          <Radix.Title className="font-display text-3xl">{title}</Radix.Title>
          <Radix.Description className="mt-1 text-muted">{description}</Radix.Description>
        </div>
        {children}
        {/* Last in the DOM, so the initial focus goes to the content. */}
        <Radix.Close asChild>
          <Button variant="ghost" size="icon" aria-label="Close" className="absolute top-3 right-3 sm:top-5 sm:right-5">
            <X aria-hidden />
          </Button>
        </Radix.Close>
      </Radix.Content>
    </Radix.Portal>
  );
}

"use client";
import { clsx } from "clsx";
import { DropdownMenu } from "radix-ui";
import type { ComponentProps } from "react";
import { spanTexts } from "./span-texts";

/** Not modal, so the page stays accessible to screen readers. */
export function Menu(props: ComponentProps<typeof DropdownMenu.Root>) {
  return <DropdownMenu.Root modal={false} {...props} />;
}

export const MenuTrigger = DropdownMenu.Trigger;
export const MenuRadioGroup = DropdownMenu.RadioGroup;

const itemStyle =
  "flex h-9 cursor-pointer select-none items-center gap-2.5 rounded-lg px-2.5 text-sm outline-none data-[highlighted]:bg-sunken [&_svg]:size-4 [&_svg]:text-muted";

export function MenuContent({ className, ...props }: ComponentProps<typeof DropdownMenu.Content>) {
  return (
    <DropdownMenu.Portal>
      <DropdownMenu.Content
        align="end"
        sideOffset={8}
        className={clsx(
          "z-50 min-w-44 animate-rise rounded-xl border border-line bg-surface p-1 shadow-pop",
          className,
        )}
        {...props}
      />
    </DropdownMenu.Portal>
  );
}

export function MenuItem({ className, asChild, children, ...props }: ComponentProps<typeof DropdownMenu.Item>) {
  return (
    <DropdownMenu.Item asChild={asChild} className={clsx(itemStyle, className)} {...props}>
      {asChild ? children : spanTexts(children)}
    </DropdownMenu.Item>
  );
}

export function MenuRadioItem({ className, children, ...props }: ComponentProps<typeof DropdownMenu.RadioItem>) {
  return (
    <DropdownMenu.RadioItem
      className={clsx(itemStyle, "data-[state=checked]:font-medium data-[state=checked]:text-accent", className)}
      {...props}
    >
      {spanTexts(children)}
    </DropdownMenu.RadioItem>
  );
}

export function MenuSeparator() {
  return <DropdownMenu.Separator className="my-1 h-px bg-line" />;
}

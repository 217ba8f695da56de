"use client";
import { useRef } from "react";

type Handlers = Partial<Record<"onOpenAutoFocus" | "onCloseAutoFocus", (event: Event) => void>>;

/**
 * Returns the focus to where it was before a dialog opened, unless its own handler moves it: without a trigger of its own, Radix
 * leaves it nowhere.
 * @param props of the dialog's content
 */
export function useReturnFocus({ onOpenAutoFocus, onCloseAutoFocus }: Handlers): Required<Handlers> {
  const before = useRef<Element>(null);
  return {
    onOpenAutoFocus(event) {
      before.current = document.activeElement;
      onOpenAutoFocus?.(event);
    },
    onCloseAutoFocus(event) {
      onCloseAutoFocus?.(event);
      const target = before.current;
      if (event.defaultPrevented || !(target instanceof HTMLElement) || target === document.body) return;
      event.preventDefault();
      target.focus();
    },
  };
}

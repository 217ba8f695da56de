"use client";
import { type ComponentProps, type MouseEvent, useRef } from "react";

type Props = ComponentProps<"button"> & { pending?: boolean };

/**
 * A button that counts two presses in one frame as one: the second comes before React has rendered what the first did.
 * Enter in a form presses its submit button, so this holds for forms as well.
 */
export function SinglePressButton({ pending, onClick, ...props }: Props) {
  const isPressed = useRef(false);

  function press(event: MouseEvent<HTMLButtonElement>) {
    if (pending || isPressed.current) return event.preventDefault();
    isPressed.current = true;
    setTimeout(() => {
      isPressed.current = false; // after React Query's notification, so `pending` is rendered
    });
    onClick?.(event);
  }

  return <button aria-disabled={pending || undefined} onClick={press} {...props} />;
}
